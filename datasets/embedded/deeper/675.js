function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    if (c < 6) {
      if (a > 6) {
        [c, a] = [a, c];
      }
    }
  }
  return a;
}
