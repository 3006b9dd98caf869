function f(e, b) {
  e = b + 1;
  [b, e] = [e, b];
  [e, b] = [b, e];
  b = e;
  return e;
}
