function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      [c, e, g] = [e, g, c];
      g = 9;
    }
  }
  return c;
}
