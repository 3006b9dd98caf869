function f(a, g) {
  g = g + 3;
  g -= 1;
  for (let i = 0; i < 3; i++) {
    [a, g] = [g, a];
    [a, g] = [g, a];
  }
  [g, a] = [a, g];
  a -= 1;
  return a;
}
