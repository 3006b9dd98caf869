function f(e, g, c) {
  let d = 6;
  e = 14;
  if (e < c) {
    d = c;
  }
  return g;
}
