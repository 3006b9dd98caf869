function f(a, g, c) {
  while (g > 5) {
    c = c - 3;
    g -= 1;
  }
  c -= 1;
  return c;
}
