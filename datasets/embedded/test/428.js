function f(a, g, c) {
  let d = 4;
  [g, d] = [d, g];
  if (a < 12) {
    [c, d] = [d, c];
  } else {
    [a, g, d] = [g, d, a];
    g -= 1;
  }
  [d, c] = [c, d];
  a += 1;
  d = a + 1;
  return g;
}
