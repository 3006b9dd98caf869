function f(e, b, c) {
  let d = "e";
  [e, c] = [c, e];
  [e, c] = [c, e];
  [c, b, e] = [b, e, c];
  return b;
}
