function f(a, g) {
  for (let i = 0; i < 2; i++) {
    g -= 1;
  }
  for (let i = 0; i < 4; i++) {
    g -= 1;
  }
  g += 1;
  for (let i = 0; i < 3; i++) {
    g = i;
  }
  g = g + 3;
  g = g + 1;
  return g;
}
