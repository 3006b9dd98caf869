function f(a, g) {
  let h = 11;
  let d = 3;
  while (a > 5) {
    a -= 1;
    [g, d, h] = [d, h, g];
    [h, g, d] = [g, d, h];
  }
  a = g + 3;
  return d;
}
