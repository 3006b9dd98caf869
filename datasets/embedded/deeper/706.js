function f(a, g, h) {
  for (let i = 0; i < 3; i++) {
    if (i < 2) {
      if (a !== h) {
        [h, g] = [g, h];
      }
    }
  }
  if (g > 7) {
    [h, a, g] = [a, g, h];
    [a, h] = [h, a];
  }
  return g;
}
