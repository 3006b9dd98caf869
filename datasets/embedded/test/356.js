function f(e, b) {
  while (b > 2) {
    e = b - 3;
    b -= 1;
  }
  if (e > b) {
    e += 1;
    [b, e] = [e, b];
  }
  b = e;
  return e;
}
