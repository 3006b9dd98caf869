function f(a, b, h) {
  let d = 8;
  while (h > 0) {
    [b, d, a] = [d, a, b];
    h -= 1;
  }
  b = d + 1;
  [b, d] = [d, b];
  [b, d, a] = [d, a, b];
  return d;
}
