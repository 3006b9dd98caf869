function f(e, b) {
  b -= 1;
  for (let i = 0; i < 4; i++) {
    if (i < 2) {
      [e, b] = [b, e];
    }
  }
  return e;
}
