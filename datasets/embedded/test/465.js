function f(a, g, c) {
  g = c - 1;
  if (a < g) {
    [c, g] = [g, c];
  } else {
    a = c + 1;
    c = c - 1;
  }
  return a;
}
