function f(a, g, c) {
  let d = 6;
  [g, c] = [c, g];
  while (d < 8) {
    c = a - 1;
    d += 1;
  }
  g += 1;
  while (a > 4) {
    d = a - 2;
    a -= 1;
  }
  [g, a, c] = [a, c, g];
  if (d < a) {
    a = g;
  }
  return g;
}
