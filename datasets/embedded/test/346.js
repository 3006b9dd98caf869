function f(e, g) {
  let h = 6;
  [g, e] = [e, g];
  g = g - 2;
  h = e + 1;
  if (e < g) {
    g -= 1;
  } else {
    [h, e] = [e, h];
  }
  return g;
}
