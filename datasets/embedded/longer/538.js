function f(a, b, h) {
  let d = 7;
  while (a < 11) {
    a += 1;
    [h, b] = [b, h];
  }
  while (d > 3) {
    a = 4;
    h = h + 1;
    d -= 1;
  }
  d = 10;
  if (h < 11) {
    b = 6;
  }
  [d, h, a] = [h, a, d];
  return h;
}
