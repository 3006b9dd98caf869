function f(e, b) {
  let c = 14;
  [b, c, e] = [c, e, b];
  if (e < b) {
    [e, c, b] = [c, b, e];
  }
  return b;
}
