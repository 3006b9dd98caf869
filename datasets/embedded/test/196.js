function f(e, b, c) {
  for (let i = 0; i < 2; i++) {
    c = c + 1;
  }
  e = b;
  return e;
}
