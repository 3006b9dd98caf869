function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    [a, b, c] = [b, c, a];
    [a, c, b] = [c, b, a];
    a = i;
  }
  for (let i = 0; i < 2; i++) {
    if (c > 7) {
      b = 8;
    }
    c = 2;
  }
  [a, c] = [c, a];
  if (a > 3) {
    b = c;
  }
  if (b > 10) {
    c = b;
    a = c;
  }
  c = 13;
  return c;
}
