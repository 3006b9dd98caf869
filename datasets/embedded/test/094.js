function f(e, g) {
  let c = 10;
  [g, c] = [c, g];
  [e, c] = [c, e];
  [e, g] = [g, e];
  [e, g, c] = [g, c, e];
  if (g < e) {
    [c, g, e] = [g, e, c];
  } else {
    [e, g] = [g, e];
  }
  g = e;
  return g;
}
