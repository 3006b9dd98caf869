function f(a, g, c) {
  a = g;
  if (a < 11) {
    [a, c, g] = [c, g, a];
  }
  [c, g] = [g, c];
  if (c > 12) {
    if (g < 8) {
      [a, c, g] = [c, g, a];
    }
  } else {
    [a, c] = [c, a];
  }
  return a;
}
