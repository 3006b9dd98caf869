function f(a, b, c) {
  let d = 10;
  while (c > 1) {
    c -= 1;
    [d, b] = [b, d];
  }
  [d, c] = [c, d];
  c = d + 3;
  while (a > 1) {
    [c, d] = [d, c];
    a -= 1;
  }
  a = b;
  return d;
}
