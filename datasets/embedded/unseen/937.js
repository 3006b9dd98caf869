function f(e, b, c) {
  c = e - 1;
  while (e < 9) {
    if (b > c) {
      [b, c] = [c, b];
    }
    e += 1;
  }
  e = 10;
  [b, e, c] = [e, c, b];
  return c;
}
