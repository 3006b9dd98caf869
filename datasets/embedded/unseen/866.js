function f(a, g, c) {
  let d = 9;
  [c, g, d] = [g, d, c];
  [c, d] = [d, c];
  if (a > 12) {
    while (a > 4) {
      [c, g, d] = [g, d, c];
      a -= 1;
    }
  }
  return c;
}
