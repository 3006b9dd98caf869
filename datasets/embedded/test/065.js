function f(a, g) {
  [g, a] = [a, g];
  a = a + 2;
  [g, a] = [a, g];
  g = g - 1;
  [g, a] = [a, g];
  if (a !== g) {
    a -= 1;
  } else {
    a = a - 2;
  }
  return g;
}
