function f(a, g, c) {
  while (c > 3) {
    c -= 1;
    [g, a] = [a, g];
  }
  return g;
}
