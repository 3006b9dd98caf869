function f(e, g) {
  e += 1;
  [e, g] = [g, e];
  [g, e] = [e, g];
  g = e;
  [g, e] = [e, g];
  e = g;
  if (e > 7) {
    [g, e] = [e, g];
  }
  return e;
}
