function f(a, g, h) {
  let d = 7;
  g = a;
  g = g + 3;
  [h, g, a] = [g, a, h];
  [a, g] = [g, a];
  while (d > 4) {
    [h, g, a] = [g, a, h];
    d -= 1;
  }
  [h, d] = [d, h];
  return d;
}
