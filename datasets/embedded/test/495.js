function f(a, g) {
  a = g + 2;
  while (g > 2) {
    a = g + 2;
    g -= 1;
  }
  return a;
}
