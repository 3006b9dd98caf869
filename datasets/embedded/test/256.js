function f(a, g, h) {
  let d = 1;
  while (g > 2) {
    g -= 1;
    [a, d] = [d, a];
    d -= 1;
  }
  if (d < 8) {
    a = h - 2;
  }
  return d;
}
