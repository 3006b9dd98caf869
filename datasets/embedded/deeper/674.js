function f(e, g) {
  for (let i = 0; i < 4; i++) {
    if (g < 4) {
      if (e < g) {
        [g, e] = [e, g];
      }
    }
  }
  for (let i = 0; i < 4; i++) {
    [e, g] = [g, e];
  }
  return g;
}
