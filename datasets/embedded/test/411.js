function f(e, g, c) {
  let d = 9;
  [e, c] = [c, e];
  e = d + 2;
  if (c < 11) {
    if (e > 7) {
      e = d;
    }
  }
  [e, d] = [d, e];
  return e;
}
