function f(a, b) {
  let h = 0;
  while (b > 0) {
    a = 13;
    [a, h] = [h, a];
    b -= 1;
  }
  return a;
}
