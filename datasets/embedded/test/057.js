function f(e, b) {
  let h = 2;
  if (b > e) {
    while (b > 0) {
      [e, h] = [h, e];
      b -= 1;
    }
  }
  b = e - 2;
  [b, h] = [h, b];
  h = 7;
  return h;
}
