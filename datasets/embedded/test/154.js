function f(e, g, c) {
  if (e < 12) {
    if (e < c) {
      [c, g] = [g, c];
    }
  }
  if (e < 7) {
    [e, g, c] = [g, c, e];
  }
  return c;
}
