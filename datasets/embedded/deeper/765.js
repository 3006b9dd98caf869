function f(a, g) {
  let c = 15;
  for (let i = 0; i < 4; i++) {
    if (a < 4) {
      if (i < 1) {
        [c, a] = [a, c];
      }
    }
  }
  g = 8;
  for (let i = 0; i < 3; i++) {
    [c, g, a] = [g, a, c];
    [c, a] = [a, c];
  }
  return g;
}
