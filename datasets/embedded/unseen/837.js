function f(a, b, h) {
  let d = 7;
  while (a < 11) {
    [h, d, b] = [d, b, h];
    a += 1;
  }
  return b;
}
