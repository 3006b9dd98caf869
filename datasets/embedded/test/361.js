function f(e, b) {
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
    e = b - 2;
  }
  e = b;
  for (let i = 0; i < 4; i++) {
    b = b - 1;
  }
  return b;
}
