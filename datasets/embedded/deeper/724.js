function f(a, g, h) {
  while (a > 2) {
    g = g + 1;
    a -= 1;
  }
  if (g < 11) {
    for (let i = 0; i < 3; i++) {
      if (i > 0) {
        g = g + 2;
      }
    }
  }
  return g;
}
