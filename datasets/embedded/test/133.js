function f(e, g, h) {
  e = 4;
  while (g > 1) {
    g -= 1;
    [e, h] = [h, e];
  }
  return h;
}
