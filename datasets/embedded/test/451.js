function f(a, b, c) {
  while (a < 9) {
    a += 1;
    b = a - 2;
    [c, b] = [b, c];
  }
  if (a > 10) {
    [a, c, b] = [c, b, a];
  }
  return c;
}
