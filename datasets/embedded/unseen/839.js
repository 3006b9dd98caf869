function f(e, g, h) {
  while (h < 6) {
    if (e > 4) {
      [g, e] = [e, g];
    }
    h += 1;
  }
  if (g > h) {
    if (h < 9) {
      h = 13;
    }
  }
  return g;
}
