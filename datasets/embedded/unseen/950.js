function f(a, b) {
  let h = 3;
  let d = 8;
  while (h > 2) {
    [a, b, d] = [b, d, a];
    h -= 1;
  }
  return a;
}
