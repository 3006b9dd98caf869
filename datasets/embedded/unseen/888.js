function f(a, g, h) {
  let d = 7;
  while (d < 11) {
    [h, a, g] = [a, g, h];
    [h, g, a] = [g, a, h];
    d += 1;
  }
  [g, h] = [h, g];
  h = d;
  if (g > 8) {
    d = g;
  }
  return a;
}
