function f(a, g) {
  while (a < 9) {
    g -= 1;
    a += 1;
  }
  return g;
}
