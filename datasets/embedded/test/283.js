function f(a, g, c) {
  while (c < 11) {
    a = g;
    [a, g] = [g, a];
    c += 1;
  }
  [g, a] = [a, g];
  return a;
}
