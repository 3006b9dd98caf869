function f(a, g) {
  let h = 6;
  if (a > g) {
    [h, a] = [a, h];
    a += 1;
  }
  h = h + 1;
  h = a;
  [h, g] = [g, h];
  if (g > 12) {
    h = g - 3;
  }
  return h;
}
