function f(e, b, c) {
  [c, b] = [b, c];
  while (e > 2) {
    b -= 1;
    c = b;
    e -= 1;
  }
  [e, b] = [b, e];
  [e, c] = [c, e];
  e = e - 1;
  [c, e] = [e, c];
  if (c > e) {
    b = 1;
  }
  [e, b, c] = [b, c, e];
  b -= 1;
  return b;
}
