function f(a, b, c) {
  c -= 1;
  for (let i = 0; i < 2; i++) {
    [c, a] = [a, c];
    b = a + 1;
    [c, b, a] = [b, a, c];
  }
  [a, b] = [b, a];
  a -= 1;
  [b, a] = [a, b];
  a = c;
  return b;
}
