function f(a, b, c) {
  while (a > 5) {
    a -= 1;
    c = c - 2;
    [b, c] = [c, b];
  }
  return c;
}
