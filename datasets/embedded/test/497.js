function f(a, g) {
  if (g === a) {
    a = g;
  }
  if (g < 7) {
    [g, a] = [a, g];
  } else {
    [a, g] = [g, a];
  }
  if (a < 4) {
    a = g;
  }
  return g;
}
