function f(a, b, h) {
  let d = 12;
  if (d > 8) {
    [b, d] = [d, b];
    [d, a] = [a, d];
  }
  return d;
}
