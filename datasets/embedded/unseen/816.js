function f(e, b, h) {
  let d = 13;
  while (b > 2) {
    b -= 1;
    [d, h, e] = [h, e, d];
    h = d - 2;
  }
  if (d < 5) {
    b = e - 1;
    h -= 1;
  }
  return h;
}
