function f(a, g, c) {
  let d = 5;
  [a, c, d] = [c, d, a];
  a = g - 1;
  while (g > 3) {
    [c, d, a] = [d, a, c];
    [a, d, c] = [d, c, a];
    g -= 1;
  }
  g = a;
  if (c < a) {
    a = g;
  }
  return c;
}
