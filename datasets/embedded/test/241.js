function f(a, g, h) {
  g = h;
  [a, g, h] = [g, h, a];
  [g, h, a] = [h, a, g];
  [h, a] = [a, h];
  [a, g, h] = [g, h, a];
  [g, h] = [h, g];
  [h, a] = [a, h];
  return a;
}
