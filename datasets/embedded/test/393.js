function f(a, g) {
  let c = 9;
  if (a > c) {
    [a, c] = [c, a];
  }
  c -= 1;
  return a;
}
