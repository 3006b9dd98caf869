function f(e, g) {
  let c = 0;
  g = e;
  if (c < 10) {
    if (e > 12) {
      [e, g] = [g, e];
    }
  }
  [c, g] = [g, c];
  for (let i = 0; i < 3; i++) {
    [g, e] = [e, g];
  }
  [e, g] = [g, e];
  [e, g, c] = [g, c, e];
  return c;
}
