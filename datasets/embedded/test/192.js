function f(e, g) {
  let c = 0;
  [c, e, g] = [e, g, c];
  if (g > e) {
    [e, c] = [c, e];
  }
  [e, g, c] = [g, c, e];
  for (let i = 0; i < 4; i++) {
    if (e > c) {
      [g, e] = [e, g];
    }
  }
  return c;
}
