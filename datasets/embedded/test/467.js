function f(e, b) {
  let h = 7;
  while (h > 5) {
    h -= 1;
    e += 1;
    e = 3;
  }
  b = h - 2;
  h = b - 2;
  if (e < 3) {
    h = h - 1;
  }
  return e;
}
