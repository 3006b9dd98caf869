function f(a, g) {
  [g, a] = [a, g];
  a += 1;
  [g, a] = [a, g];
  [a, g] = [g, a];
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  return a;
}
