function f(a, b, h) {
  let d = 2;
  [b, h, d] = [h, d, b];
  h = d;
  h = b;
  d -= 1;
  while (a > 3) {
    [b, h, d] = [h, d, b];
    a -= 1;
  }
  if (a > 8) {
    [b, d, a] = [d, a, b];
  }
  return b;
}
