function f(e, b, h) {
  let d = 1;
  d = b;
  [b, d] = [d, b];
  while (e > 5) {
    if (b > 3) {
      [h, b, d] = [b, d, h];
    }
    e -= 1;
  }
  return h;
}
