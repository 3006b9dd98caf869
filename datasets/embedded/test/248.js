function f(a, g) {
  let c = 3;
  [a, g] = [g, a];
  if (a < g) {
    [c, g] = [g, c];
  } else {
    [g, c] = [c, g];
  }
  [a, c] = [c, a];
  a = 7;
  g = a;
  [c, a, g] = [a, g, c];
  return a;
}
