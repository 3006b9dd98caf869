function f(e, g) {
  let h = 6;
  while (h > 3) {
    [g, e] = [e, g];
    h -= 1;
  }
  g = g + 2;
  for (let i = 0; i < 4; i++) {
    [g, h] = [h, g];
  }
  for (let i = 0; i < 4; i++) {
    g += 1;
    [h, e, g] = [e, g, h];
  }
  h -= 1;
  return g;
}
