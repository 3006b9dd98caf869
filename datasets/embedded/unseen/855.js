function f(e, g, h) {
  let d = 8;
  [e, d] = [d, e];
  h = d - 1;
  while (g > 2) {
    [h, d, e] = [d, e, h];
    g -= 1;
  }
  h += 1;
  [h, d] = [d, h];
  return h;
}
