function f(a, b) {
  let h = 5;
  while (b > 0) {
    b -= 1;
    a = 4;
  }
  if (a < b) {
    a = b - 1;
    [h, a] = [a, h];
  }
  b = 11;
  h = a - 2;
  return h;
}
