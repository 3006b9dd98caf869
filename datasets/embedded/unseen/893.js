function f(e, g, h) {
  while (e > 0) {
    e -= 1;
    if (h > 9) {
      [h, g] = [g, h];
    }
  }
  g += 1;
  if (e < h) {
    if (e < h) {
      h = e;
    }
  }
  return g;
}
