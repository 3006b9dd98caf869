function f(e, g, c) {
  while (e > 6) {
    e -= 1;
    if (c < 11) {
      g = c;
    }
  }
  [c, e] = [e, c];
  if (c > g) {
    g = c;
  } else {
    [g, c, e] = [c, e, g];
  }
  for (let i = 0; i < 2; i++) {
    c = e;
  }
  return g;
}
