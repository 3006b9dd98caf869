function f(e, g, c) {
  let d = 12;
  [d, e] = [e, d];
  [e, d] = [d, e];
  while (g > 5) {
    if (e < d) {
      [e, d] = [d, e];
    }
    g -= 1;
  }
  d = g;
  return e;
}
