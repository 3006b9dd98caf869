function f(a, g, h) {
  for (let i = 0; i < 3; i++) {
    h = g - 3;
  }
  h = a;
  g = a;
  return g;
}
