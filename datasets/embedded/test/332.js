function f(e, b) {
  let c = 3;
  let d = 0;
  e -= 1;
  while (b < 11) {
    [e, c] = [c, e];
    d = 3;
    b += 1;
  }
  [d, b] = [b, d];
  c = d;
  [b, e] = [e, b];
  return d;
}
