function f(a, g, h) {
  [g, a] = [a, g];
  a = g;
  if (h < 6) {
    g = h - 3;
  } else {
    a = h;
  }
  return g;
}
