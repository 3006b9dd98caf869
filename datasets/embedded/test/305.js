function f(e, g) {
  g += 1;
  if (e < g) {
    e = g + 1;
  }
  if (e > g) {
    if (e < 6) {
      [e, g] = [g, e];
    }
  }
  [e, g] = [g, e];
  if (e > g) {
    [e, g] = [g, e];
  }
  return e;
}
