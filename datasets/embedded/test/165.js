function f(e, g, c) {
  for (let i = 0; i < 2; i++) {
    g = g - 3;
  }
  [e, c] = [c, e];
  return c;
}
