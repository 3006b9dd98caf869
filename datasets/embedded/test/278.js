function f(a, g, h) {
  a = g;
  [g, a, h] = [a, h, g];
  if (g < 7) {
    if (a > h) {
      [h, a] = [a, h];
    }
  } else {
    a = g + 2;
  }
  if (h < g) {
    [g, h] = [h, g];
  }
  return g;
}
