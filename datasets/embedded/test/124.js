function f(a, b, h) {
  let d = 5;
  while (b < 10) {
    [h, d] = [d, h];
    b += 1;
  }
  return d;
}
