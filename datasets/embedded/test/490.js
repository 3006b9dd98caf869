function f(a, g) {
  [a, g] = [g, a];
  a += 1;
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
    [a, g] = [g, a];
  }
  a = g;
  return g;
}
