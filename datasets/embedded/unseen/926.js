function f(a, g, h) {
  let d = 12;
  while (g > 2) {
    if (h > 3) {
      [h, a] = [a, h];
    }
    g -= 1;
  }
  [d, g] = [g, d];
  [g, h, d] = [h, d, g];
  a -= 1;
  return h;
}
