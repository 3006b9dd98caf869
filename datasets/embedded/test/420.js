function f(a, g) {
  g = a + 1;
  for (let i = 0; i < 4; i++) {
    g = a - 3;
    [g, a] = [a, g];
  }
  return a;
}
