function f(a, g) {
  let h = 9;
  let d = 5;
  while (g < 5) {
    a = h;
    [d, h, a] = [h, a, d];
    g += 1;
  }
  h = g + 2;
  h = g - 2;
  if (h < 9) {
    [h, a] = [a, h];
    [g, a] = [a, g];
  }
  return h;
}
