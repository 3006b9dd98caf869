function f(a, g) {
  g = g - 1;
  while (a > 6) {
    a -= 1;
    g = a + 3;
    g = g + 3;
  }
  a += 1;
  a = 12;
  g = a + 3;
  for (let i = 0; i < 4; i++) {
    if (g < a) {
      [a, g] = [g, a];
    } else {
      g = g - 2;
    }
  }
  return g;
}
