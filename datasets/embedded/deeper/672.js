function f(e, b, c) {
  for (let i = 0; i < 2; i++) {
    if (c > 6) {
      if (b < e) {
        b -= 1;
      }
    }
  }
  [c, b, e] = [b, e, c];
  b = c;
  return b;
}
