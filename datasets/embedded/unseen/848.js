function f(a, g, c) {
  while (g > 1) {
    if (a > 8) {
      [c, a] = [a, c];
    }
    g -= 1;
  }
  [c, a, g] = [a, g, c];
  c = g - 1;
  return a;
}
