function f(a, g) {
  let c = 5;
  while (a < 10) {
    if (c > 5) {
      [g, c] = [c, g];
    }
    a += 1;
  }
  [a, g] = [g, a];
  g = g + 2;
  for (let i = 0; i < 3; i++) {
    [a, c] = [c, a];
  }
  return c;
}
