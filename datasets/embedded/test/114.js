function f(e, g, h) {
  for (let i = 0; i < 3; i++) {
    g -= 1;
  }
  g = 0;
  return g;
}
