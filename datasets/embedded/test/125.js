function f(a, g, c) {
  [a, g, c] = [g, c, a];
  if (c !== g) {
    c = g;
    [g, a] = [a, g];
  } else {
    [g, c] = [c, g];
    [a, c, g] = [c, g, a];
  }
  if (a > g) {
    a = c + 3;
  }
  return a;
}
