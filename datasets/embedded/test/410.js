function f(a, g) {
  let h = 7;
  if (g > a) {
    g -= 1;
  }
  while (h > 4) {
    if (g < 8) {
      a += 1;
    }
    h -= 1;
  }
  [g, h] = [h, g];
  return g;
}
