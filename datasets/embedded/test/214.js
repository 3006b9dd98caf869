function f(a, g, c) {
  while (a > 6) {
    g += 1;
    [c, g] = [g, c];
    a -= 1;
  }
  [g, c] = [c, g];
  if (c > a) {
    if (a < 8) {
      [c, g, a] = [g, a, c];
    }
  }
  return g;
}
