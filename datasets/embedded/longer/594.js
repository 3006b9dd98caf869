function f(e, g, c) {
  let d = 8;
  while (c < 11) {
    [g, d] = [d, g];
    [d, g] = [g, d];
    c += 1;
  }
  if (d < 9) {
    g = d;
    [c, g] = [g, c];
  }
  [g, c] = [c, g];
  while (e > 1) {
    d = c;
    e -= 1;
  }
  return g;
}
