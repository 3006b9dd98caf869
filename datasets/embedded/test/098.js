function f(e, b) {
  let c = "e";
  [e, c] = [c, e];
  if (b > 8) {
    [c, e] = [e, c];
  }
  return c;
}
