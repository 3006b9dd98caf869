function f(a, b, h) {
  let d = 12;
  h = d;
  while (a > 3) {
    a -= 1;
    [d, h, b] = [h, b, d];
  }
  [h, d] = [d, h];
  [d, h, a] = [h, a, d];
  [a, h, d] = [h, d, a];
  if (d < 9) {
    [d, h, a] = [h, a, d];
  }
  return b;
}
