function f(e, g) {
  let h = 4;
  let d = "on";
  while (h < 7) {
    e = e - 3;
    h += 1;
  }
  if (e > h) {
    if (e < 6) {
      if (h > e) {
        e += 1;
      }
    }
  }
  return e;
}
