function f(a, g) {
  let c = 1;
  let d = 9;
  [c, g, d] = [g, d, c];
  while (a > 1) {
    [c, d, g] = [d, g, c];
    [g, c, d] = [c, d, g];
    a -= 1;
  }
  return g;
}
