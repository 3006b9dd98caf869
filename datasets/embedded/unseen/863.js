function f(a, b, h) {
  let d = 10;
  while (b > 6) {
    [d, a, h] = [a, h, d];
    b -= 1;
  }
  return h;
}
