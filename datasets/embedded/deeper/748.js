function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    if (g > 5) {
      if (i > 0) {
        [g, c] = [c, g];
      }
    }
  }
  c = g;
  return a;
}
