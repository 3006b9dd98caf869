function f(e, g) {
  if (g < e) {
    [e, g] = [g, e];
    if (e < g) {
      [g, e] = [e, g];
    }
  }
  for (let i = 0; i < 3; i++) {
    if (i < 1) {
      if (e > 10) {
        e = 14;
      }
    }
  }
  return g;
}
