function f(a, g, c) {
  let d = 0;
  a = 2;
  if (g === c) {
    a = d;
    c -= 1;
  }
  while (g > 4) {
    g -= 1;
    [d, a, c] = [a, c, d];
  }
  if (g < d) {
    [g, d] = [d, g];
  }
  return a;
}
