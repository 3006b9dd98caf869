function f(e, b, c) {
  let d = 12;
  while (c > 6) {
    c -= 1;
    [d, e] = [e, d];
  }
  return d;
}
