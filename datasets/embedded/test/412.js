function f(e, b, c) {
  c += 1;
  c = c + 2;
  while (b > 5) {
    [c, e] = [e, c];
    b -= 1;
  }
  b -= 1;
  return e;
}
