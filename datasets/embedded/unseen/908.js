function f(e, g, h) {
  [e, g] = [g, e];
  while (h > 0) {
    h -= 1;
    if (g > e) {
      [g, e] = [e, g];
    }
  }
  h = 8;
  return g;
}
