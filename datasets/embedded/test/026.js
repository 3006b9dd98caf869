function f(e, g, c) {
  if (c < 6) {
    [e, c] = [c, e];
  }
  while (g > 4) {
    e = 7;
    g -= 1;
  }
  return c;
}
