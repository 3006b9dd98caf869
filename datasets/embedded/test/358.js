function f(e, b, c) {
  e = c;
  if (c > 10) {
    c = b;
  }
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      [b, e, c] = [e, c, b];
    }
  }
  return c;
}
