function f(a, g) {
  g = g - 2;
  if (g > 7) {
    a = g;
  }
  g = a;
  return g;
}
