function f(e, b, c) {
  for (let i = 0; i < 4; i++) {
    if (e > b) {
      if (i > 0) {
        e = e + 1;
      }
    }
  }
  while (b > 1) {
    b -= 1;
    [c, e] = [e, c];
  }
  return c;
}
