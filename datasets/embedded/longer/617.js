function f(a, g) {
  while (g > 3) {
    g -= 1;
    a = g + 3;
    a -= 1;
  }
  [a, g] = [g, a];
  [a, g] = [g, a];
  g = 7;
  [a, g] = [g, a];
  [a, g] = [g, a];
  if (g < 11) {
    a = a + 1;
  } else {
    a = g;
  }
  if (g < 7) {
    [a, g] = [g, a];
  }
  return a;
}
