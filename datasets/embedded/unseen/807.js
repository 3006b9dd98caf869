function f(a, g, c) {
  let d = 11;
  [a, d] = [d, a];
  while (g < 6) {
    if (c < 8) {
      [c, d, a] = [d, a, c];
    }
    g += 1;
  }
  return a;
}
