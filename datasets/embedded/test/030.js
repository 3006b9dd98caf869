function f(e, b, c) {
  [c, e] = [e, c];
  b = e + 2;
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
    c = e - 1;
  }
  for (let i = 0; i < 2; i++) {
    [e, c] = [c, e];
    e -= 1;
  }
  return e;
}
