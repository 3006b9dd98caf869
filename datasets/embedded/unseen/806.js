function f(e, b, h) {
  let d = 1;
  b = b + 2;
  while (h < 6) {
    if (b > d) {
      [b, d] = [d, b];
    }
    h += 1;
  }
  return d;
}
