function f(a, g, h) {
  let d = 9;
  while (g > 3) {
    g -= 1;
    [h, a, d] = [a, d, h];
    h -= 1;
  }
  return d;
}
