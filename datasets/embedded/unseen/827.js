function f(a, g, h) {
  let d = 10;
  if (d < 6) {
    [h, g] = [g, h];
  }
  while (d > 6) {
    if (g > 4) {
      [h, g] = [g, h];
    }
    d -= 1;
  }
  [d, g, h] = [g, h, d];
  d = h;
  return g;
}
