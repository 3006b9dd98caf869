function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    if (g > c) {
      if (c < g) {
        c = a;
      }
    }
  }
  return c;
}
