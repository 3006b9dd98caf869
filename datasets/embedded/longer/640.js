function f(a, g) {
  let c = 5;
  [a, c, g] = [c, g, a];
  for (let i = 0; i < 3; i++) {
    [g, a] = [a, g];
  }
  g += 1;
  [a, g] = [g, a];
  if (c > 3) {
    for (let i = 0; i < 4; i++) {
      [c, a, g] = [a, g, c];
    }
  }
  [a, g] = [g, a];
  [a, g, c] = [g, c, a];
  a = 10;
  return c;
}
