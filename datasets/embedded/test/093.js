function f(a, b, c) {
  b = c;
  c -= 1;
  while (a > 4) {
    [b, c] = [c, b];
    a -= 1;
  }
  return c;
}
