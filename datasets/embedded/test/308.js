function f(a, b) {
  let c = 6;
  while (b < 7) {
    [a, c] = [c, a];
    b += 1;
  }
  [a, b] = [b, a];
  c -= 1;
  return a;
}
