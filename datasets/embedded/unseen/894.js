function f(a, b, h) {
  let d = 6;
  while (b > 5) {
    b -= 1;
    [a, h, d] = [h, d, a];
    [a, h, d] = [h, d, a];
  }
  [d, h] = [h, d];
  return a;
}
