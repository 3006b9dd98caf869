function f(a, g) {
  let c = 15;
  g = c;
  [g, c] = [c, g];
  for (let i = 0; i < 2; i++) {
    [a, c, g] = [c, g, a];
    [a, g, c] = [g, c, a];
  }
  for (let i = 0; i < 3; i++) {
    [g, c] = [c, g];
    if (c < 8) {
      a = 10;
    }
  }
  return g;
}
