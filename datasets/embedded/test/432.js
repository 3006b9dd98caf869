function f(e, b) {
  b = b - 2;
  for (let i = 0; i < 3; i++) {
    [b, e] = [e, b];
  }
  if (e > 9) {
    [b, e] = [e, b];
    e = e + 1;
  }
  e = b;
  if (e > 3) {
    b = e;
  }
  return b;
}
