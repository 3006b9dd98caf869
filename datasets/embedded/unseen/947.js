function f(e, g, h) {
  let d = 2;
  while (d < 6) {
    [h, g, e] = [g, e, h];
    [g, e, h] = [e, h, g];
    d += 1;
  }
  g = h;
  g = e + 2;
  [h, g] = [g, h];
  if (e > 10) {
    d = g - 2;
  }
  return e;
}
