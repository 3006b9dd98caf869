function f(a, g) {
  let c = 6;
  c += 1;
  if (c > g) {
    while (a < 7) {
      a += 1;
      g += 1;
    }
  } else {
    [a, g] = [g, a];
    [g, c, a] = [c, a, g];
  }
  g = a + 2;
  g = c;
  return c;
}
