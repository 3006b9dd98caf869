function f(e, b) {
  let c = 7;
  [c, e] = [e, c];
  [c, e] = [e, c];
  [e, c] = [c, e];
  return c;
}
