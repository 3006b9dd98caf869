function f(a, g) {
  [g, a] = [a, g];
  if (a < 12) {
    [g, a] = [a, g];
    g += 1;
  }
  if (a < g) {
    a = 13;
    [g, a] = [a, g];
  }
  return a;
}
