function f(e, g, h) {
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      while (e < 9) {
        h = e - 2;
        e += 1;
      }
    }
  }
  if (h < 10) {
    e = e + 2;
  }
  return h;
}
