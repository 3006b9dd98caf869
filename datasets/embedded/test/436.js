function f(a, g, h) {
  while (g < 7) {
    [h, a] = [a, h];
    g += 1;
  }
  if (a > h) {
    a = h - 2;
  }
  return a;
}
