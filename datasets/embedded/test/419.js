function f(e, b, c) {
  let d = 8;
  if (e < 10) {
    [c, b] = [b, c];
    [b, d, c] = [d, c, b];
  }
  return b;
}
