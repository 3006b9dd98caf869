function f(a, g) {
  g = a;
  for (let i = 0; i < 3; i++) {
    g = g + 3;
  }
  a = a + 3;
  g -= 1;
  [a, g] = [g, a];
  return a;
}
