function f(e, g, h) {
  e = h;
  [h, g] = [g, h];
  e = g - 2;
  if (e > 5) {
    [g, h] = [h, g];
  }
  [e, g, h] = [g, h, e];
  [e, h, g] = [h, g, e];
  [h, e] = [e, h];
  return e;
}
