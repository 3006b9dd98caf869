function f(e, g, h) {
  let d = 8;
  while (g > 2) {
    g -= 1;
    if (e > 6) {
      [d, e, h] = [e, h, d];
    }
  }
  [d, g] = [g, d];
  d -= 1;
  return d;
}
