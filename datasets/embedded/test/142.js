function f(e, g) {
  let c = 1;
  [e, c, g] = [c, g, e];
  e += 1;
  if (g < c) {
    c = c - 2;
    [c, e] = [e, c];
  }
  [c, e] = [e, c];
  c -= 1;
  if (e < 3) {
    [c, g, e] = [g, e, c];
  }
  return g;
}
