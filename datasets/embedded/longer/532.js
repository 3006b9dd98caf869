function f(e, g, c) {
  for (let i = 0; i < 4; i++) {
    e = 6;
    [c, g] = [g, c];
  }
  for (let i = 0; i < 2; i++) {
    g += 1;
  }
  [c, g, e] = [g, e, c];
  if (e > 6) {
    [c, g] = [g, c];
  }
  e += 1;
  [g, e, c] = [e, c, g];
  [c, g, e] = [g, e, c];
  return e;
}
