function f(a, b, c) {
  [c, a, b] = [a, b, c];
  if (a < 10) {
    [c, a] = [a, c];
  } else {
    [b, c] = [c, b];
  }
  a = c;
  if (a > b) {
    b -= 1;
    b = a + 1;
  }
  return b;
}
