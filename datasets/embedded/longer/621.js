function f(a, g, c) {
  c = a;
  if (g > 8) {
    [c, a] = [a, c];
  }
  if (g > 8) {
    [a, c] = [c, a];
    [a, c] = [c, a];
  } else {
    [c, a] = [a, c];
  }
  [a, c] = [c, a];
  for (let i = 0; i < 4; i++) {
    a = c;
    [c, a] = [a, c];
    g += 1;
  }
  [c, a] = [a, c];
  [c, a] = [a, c];
  return g;
}
