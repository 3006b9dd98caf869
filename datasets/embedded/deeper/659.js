function f(a, g, c) {
  if (c < g) {
    for (let i = 0; i < 3; i++) {
      if (i === 2) {
        [c, g] = [g, c];
      }
    }
  } else {
    [g, c] = [c, g];
    c -= 1;
  }
  c -= 1;
  return g;
}
