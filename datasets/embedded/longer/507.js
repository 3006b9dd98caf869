function f(e, b, c) {
  let d = 7;
  while (c > 1) {
    e = d - 3;
    b = e + 3;
    c -= 1;
  }
  if (b < c) {
    [c, b, e] = [b, e, c];
    [d, b] = [b, d];
  }
  c = b - 1;
  [b, e] = [e, b];
  if (b < 7) {
    [d, c] = [c, d];
    [c, e] = [e, c];
  }
  return b;
}
