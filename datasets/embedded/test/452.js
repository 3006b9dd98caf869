function f(a, g) {
  let h = 3;
  if (h > g) {
    while (a > 2) {
      a -= 1;
      [g, h] = [h, g];
    }
  }
  a = g - 2;
  if (a < h) {
    h = a;
  }
  return h;
}
