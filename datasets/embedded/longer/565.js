function f(e, g, c) {
  g = c;
  while (e > 0) {
    e -= 1;
    g = 13;
    g = 4;
  }
  c = 7;
  if (c < 8) {
    [g, e, c] = [e, c, g];
    e -= 1;
  } else {
    [e, g, c] = [g, c, e];
  }
  if (c > g) {
    if (e > 6) {
      g = c - 3;
    }
  }
  if (g > 7) {
    e += 1;
  }
  return c;
}
