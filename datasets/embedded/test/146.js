function f(a, g) {
  g = g - 2;
  a = "off";
  g = g - 1;
  g = g - 1;
  return g;
}
