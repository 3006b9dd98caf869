function f(e, b) {
  let c = 12;
  [e, c] = [c, e];
  if (c < b) {
    [c, b, e] = [b, e, c];
  }
  if (b < e) {
    b = c;
  }
  [e, b, c] = [b, c, e];
  return b;
}
