function f(e, g, h) {
  while (g > 6) {
    g -= 1;
    [e, h] = [h, e];
  }
  if (e > g) {
    [h, e, g] = [e, g, h];
  } else {
    if (g > h) {
      g = e;
    }
  }
  [g, h] = [h, g];
  return h;
}
