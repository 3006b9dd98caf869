function f(a, g, h) {
  h -= 1;
  while (g < 7) {
    g += 1;
    a = 4;
  }
  g = h;
  [a, g] = [g, a];
  return h;
}
