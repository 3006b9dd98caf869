function f(a, g) {
  let h = 1;
  if (h > a) {
    [g, h, a] = [h, a, g];
  }
  if (a > 3) {
    [g, h] = [h, g];
    g = g + 2;
  }
  h = g - 2;
  for (let i = 0; i < 4; i++) {
    g = 1;
    h = 3;
  }
  [g, a, h] = [a, h, g];
  if (g < 8) {
    [g, h, a] = [h, a, g];
  } else {
    h -= 1;
  }
  [g, h, a] = [h, a, g];
  return g;
}
