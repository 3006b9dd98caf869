function f(e, b, c) {
  let d = 14;
  while (c > 5) {
    [d, e, b] = [e, b, d];
    c -= 1;
  }
  [e, d, c] = [d, c, e];
  if (e < 5) {
    d = b;
  }
  return d;
}
