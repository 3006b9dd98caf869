function f(a, g) {
  let c = 7;
  for (let i = 0; i < 3; i++) {
    a = g;
  }
  [a, c, g] = [c, g, a];
  [g, a] = [a, g];
  [g, a, c] = [a, c, g];
  g -= 1;
  for (let i = 0; i < 3; i++) {
    [a, g, c] = [g, c, a];
  }
  [a, g] = [g, a];
  for (let i = 0; i < 3; i++) {
    a = a - 2;
  }
  [g, a] = [a, g];
  return c;
}
