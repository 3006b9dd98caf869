function f(a, g) {
  if (g < 7) {
    g -= 1;
    a = 14;
  } else {
    a = a + 3;
  }
  [a, g] = [g, a];
  a = g;
  return a;
}
