function f(a, g) {
  let h = 0;
  let d = 5;
  while (g < 9) {
    [d, a, h] = [a, h, d];
    [a, h, d] = [h, d, a];
    g += 1;
  }
  if (g > a) {
    a = d + 3;
  }
  a = h;
  g = d;
  [a, g] = [g, a];
  return d;
}
