function f(a, b) {
  let c = 13;
  if (b > a) {
    c = b;
  }
  while (a > 6) {
    [c, b] = [b, c];
    a -= 1;
  }
  return b;
}
