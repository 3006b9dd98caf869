function f(a, g) {
  let c = 8;
  [g, c, a] = [c, a, g];
  [a, g, c] = [g, c, a];
  g = a - 1;
  if (a > c) {
    [g, c] = [c, g];
  }
  return a;
}
