function f(a, b) {
  while (a > 5) {
    b = a - 1;
    a -= 1;
  }
  a = a + 2;
  [b, a] = [a, b];
  return b;
}
