function f(e, b, c) {
  while (c < 7) {
    [b, e] = [e, b];
    c += 1;
  }
  c = 13;
  [c, b] = [b, c];
  return e;
}
