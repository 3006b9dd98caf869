function f(e, g, h) {
  let d = 12;
  d += 1;
  while (g > 4) {
    g -= 1;
    h = d;
  }
  while (e > 5) {
    h += 1;
    e -= 1;
  }
  [h, e] = [e, h];
  if (h > 3) {
    [e, h, d] = [h, d, e];
  }
  [h, d] = [d, h];
  return d;
}
