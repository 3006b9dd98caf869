function f(a, b, c) {
  let d = 13;
  d = b;
  while (a < 11) {
    [c, d] = [d, c];
    a += 1;
  }
  return d;
}
