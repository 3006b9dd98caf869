function f(e, g) {
  if (g > 9) {
    g = g - 1;
    [g, e] = [e, g];
  } else {
    e = g;
  }
  if (g < 11) {
    [g, e] = [e, g];
  }
  return g;
}
