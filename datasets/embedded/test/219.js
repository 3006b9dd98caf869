function f(e, b) {
  e += 1;
  [b, e] = [e, b];
  [e, b] = [b, e];
  b = b - 2;
  if (e > 7) {
    [e, b] = [b, e];
  }
  return e;
}
