function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    if (c > a) {
      [a, g, c] = [g, c, a];
      g = 0;
    }
  }
  for (let i = 0; i < 4; i++) {
    if (i < 1) {
      if (a === g) {
        c = a + 3;
      }
    }
  }
  return c;
}
