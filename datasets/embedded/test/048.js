function f(e, b) {
  if (b > 12) {
    b = e + 1;
  }
  [b, e] = [e, b];
  [e, b] = [b, e];
  [b, e] = [e, b];
  [e, b] = [b, e];
  return b;
}
