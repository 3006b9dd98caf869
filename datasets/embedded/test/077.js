function f(a, g, h) {
  a = h;
  for (let i = 0; i < 3; i++) {
    [g, a] = [a, g];
    [g, h, a] = [h, a, g];
    [g, h] = [h, g];
  }
  g = 11;
  g = g - 2;
  return g;
}
