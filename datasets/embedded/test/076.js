function f(a, b, h) {
  [h, b, a] = [b, a, h];
  [a, h] = [h, a];
  a = 6;
  h = 7;
  a = a + 2;
  if (a === h) {
    h = a - 1;
  }
  return a;
}
