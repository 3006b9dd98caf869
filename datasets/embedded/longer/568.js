function f(a, g, h) {
  while (a > 5) {
    a -= 1;
    g = g - 3;
  }
  h = g;
  a += 1;
  g = 0;
  for (let i = 0; i < 4; i++) {
    [g, h] = [h, g];
    if (i < 1) {
      a -= 1;
    }
  }
  [h, a, g] = [a, g, h];
  g += 1;
  return h;
}
