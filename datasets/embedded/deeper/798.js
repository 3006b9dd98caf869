function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    if (g > e) {
      if (e < g) {
        c -= 1;
      }
    }
  }
  [e, g] = [g, e];
  return g;
}
