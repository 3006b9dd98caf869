function f(e, b, c) {
  e = b;
  c = e;
  [e, c, b] = [c, b, e];
  [c, e, b] = [e, b, c];
  [b, c] = [c, b];
  for (let i = 0; i < 3; i++) {
    [e, b, c] = [b, c, e];
    [b, e] = [e, b];
  }
  b = 13;
  return c;
}
