function f(e, g) {
  let c = 7;
  for (let i = 0; i < 2; i++) {
    c = c - 1;
    [c, e] = [e, c];
  }
  if (c < g) {
    [g, e] = [e, g];
  }
  if (e < 4) {
    [g, e, c] = [e, c, g];
  }
  return c;
}
