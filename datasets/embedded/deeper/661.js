function f(e, g, h) {
  while (e > 0) {
    g -= 1;
    e -= 1;
  }
  if (g < 11) {
    if (g < 7) {
      if (g > 8) {
        g = e;
      }
    }
  }
  return g;
}
