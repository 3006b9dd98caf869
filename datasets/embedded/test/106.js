function f(e, g) {
  let h = 4;
  [g, e] = [e, g];
  while (h > 1) {
    g = e;
    h -= 1;
  }
  [h, g, e] = [g, e, h];
  h = g;
  if (e > g) {
    [e, h, g] = [h, g, e];
  }
  return g;
}
