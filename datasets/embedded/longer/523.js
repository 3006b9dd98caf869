function f(a, b) {
  let h = 14;
  while (b > 6) {
    b -= 1;
    a = a + 2;
    h -= 1;
  }
  [h, a] = [a, h];
  if (a > 4) {
    [b, a, h] = [a, h, b];
  }
  [h, a, b] = [a, b, h];
  a = h;
  [a, h] = [h, a];
  [h, b] = [b, h];
  [h, a] = [a, h];
  [a, h] = [h, a];
  [a, h] = [h, a];
  return a;
}
