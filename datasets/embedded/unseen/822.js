function f(e, g, h) {
  let d = 4;
  while (d < 7) {
    d += 1;
    [e, g, h] = [g, h, e];
  }
  [g, h, d] = [h, d, g];
  h = h + 3;
  return g;
}
