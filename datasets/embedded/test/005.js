function f(e, b, c) {
  while (b < 11) {
    e -= 1;
    b += 1;
  }
  b = e;
  [e, b, c] = [b, c, e];
  [e, c, b] = [c, b, e];
  if (b > 12) {
    [c, e, b] = [e, b, c];
    b = c;
  }
  return e;
}
