function f(e, g) {
  while (g > 5) {
    e -= 1;
    g -= 1;
  }
  if (g > e) {
    [g, e] = [e, g];
  }
  return e;
}
