function f(a, g, c) {
  g = g + 2;
  c = g - 1;
  while (a > 0) {
    if (c > g) {
      [g, c] = [c, g];
    }
    a -= 1;
  }
  return g;
}
