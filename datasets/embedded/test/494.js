function f(a, g, c) {
  if (a < 11) {
    a -= 1;
  } else {
    [g, c, a] = [c, a, g];
  }
  g = c - 1;
  for (let i = 0; i < 3; i++) {
    [g, c] = [c, g];
  }
  a -= 1;
  g = c;
  return g;
}
