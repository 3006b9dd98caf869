function f(a, g) {
  let c = 13;
  for (let i = 0; i < 2; i++) {
    c -= 1;
    [c, g, a] = [g, a, c];
  }
  [c, a] = [a, c];
  [a, c] = [c, a];
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  a -= 1;
  for (let i = 0; i < 2; i++) {
    [a, g] = [g, a];
  }
  [c, g] = [g, c];
  [c, g, a] = [g, a, c];
  return g;
}
