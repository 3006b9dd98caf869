function f(e, g) {
  let c = 3;
  while (e > 1) {
    g = c - 1;
    e -= 1;
  }
  [g, c] = [c, g];
  if (e > g) {
    [c, g] = [g, c];
    g = e - 2;
  }
  return g;
}
