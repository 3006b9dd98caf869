function f(a, b, c) {
  c = a;
  while (a > 5) {
    [c, b] = [b, c];
    a -= 1;
  }
  [c, b, a] = [b, a, c];
  [b, c, a] = [c, a, b];
  return c;
}
