function f(e, g) {
  while (g > 1) {
    e -= 1;
    g -= 1;
  }
  if (e < 10) {
    e -= 1;
    [e, g] = [g, e];
  }
  [g, e] = [e, g];
  return e;
}
