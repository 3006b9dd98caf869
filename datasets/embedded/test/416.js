function f(e, g, h) {
  let d = 8;
  if (g === d) {
    [g, e, d] = [e, d, g];
  }
  if (e === g) {
    e = h;
  }
  [d, h, g] = [h, g, d];
  g = 4;
  [h, g] = [g, h];
  [h, d] = [d, h];
  g = d;
  return g;
}
