function f(a, g) {
  let c = 8;
  [c, a, g] = [a, g, c];
  [g, c] = [c, g];
  [c, a] = [a, c];
  a = g;
  return g;
}
