function f(a, b, h) {
  [h, a] = [a, h];
  [a, h] = [h, a];
  if (h > a) {
    if (h < 10) {
      a = 10;
    }
  }
  [h, a, b] = [a, b, h];
  if (a < 7) {
    [b, a, h] = [a, h, b];
  }
  return b;
}
