function f(e, g) {
  let c = 14;
  [c, g] = [g, c];
  c = g;
  [c, g] = [g, c];
  if (c > g) {
    g = c;
  }
  return g;
}
