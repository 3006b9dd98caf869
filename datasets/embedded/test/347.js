function f(e, b, c) {
  let d = 0;
  [b, c, e] = [c, e, b];
  if (d < b) {
    [b, e, c] = [e, c, b];
  }
  return c;
}
