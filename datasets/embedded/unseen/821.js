function f(e, b, h) {
  while (e > 4) {
    e -= 1;
    if (b > 8) {
      [h, b] = [b, h];
    }
  }
  [b, e, h] = [e, h, b];
  [h, e, b] = [e, b, h];
  b = h;
  return h;
}
