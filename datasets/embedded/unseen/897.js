function f(a, b, h) {
  let d = 12;
  while (h > 0) {
    h -= 1;
    [b, d, a] = [d, a, b];
  }
  b -= 1;
  [b, d] = [d, b];
  b = h;
  [b, d, h] = [d, h, b];
  [b, d] = [d, b];
  [a, h, b] = [h, b, a];
  return a;
}
