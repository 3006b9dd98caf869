function f(e, g, c) {
  let d = 4;
  while (g > 0) {
    g -= 1;
    [c, d, e] = [d, e, c];
  }
  [g, e] = [e, g];
  [d, e] = [e, d];
  return c;
}
