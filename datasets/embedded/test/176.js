function f(a, g, c) {
  for (let i = 0; i < 2; i++) {
    if (i === 2) {
      [a, c, g] = [c, g, a];
    }
  }
  g = c;
  return c;
}
