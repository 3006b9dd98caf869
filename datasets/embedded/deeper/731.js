function f(a, g) {
  while (g < 5) {
    g += 1;
    a -= 1;
    a -= 1;
  }
  if (a < g) {
    if (g === a) {
      if (g > 4) {
        [a, g] = [g, a];
      }
    }
  }
  return g;
}
