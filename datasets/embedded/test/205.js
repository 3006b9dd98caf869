function f(a, g) {
  if (a > g) {
    g = a + 1;
  } else {
    a -= 1;
    [g, a] = [a, g];
  }
  g = 12;
  return a;
}
