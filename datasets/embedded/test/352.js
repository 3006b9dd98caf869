function f(a, g, h) {
  a += 1;
  [h, a] = [a, h];
  g = 9;
  if (h > 5) {
    if (g < 7) {
      [g, a] = [a, g];
    }
  }
  if (a < h) {
    [h, g] = [g, h];
  }
  return h;
}
