function f(a, g) {
  let c = 3;
  let d = 4;
  while (c > 0) {
    [a, g] = [g, a];
    [a, d, g] = [d, g, a];
    c -= 1;
  }
  [d, a, c] = [a, c, d];
  g -= 1;
  return g;
}
