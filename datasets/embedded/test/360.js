function f(a, b, c) {
  [c, b] = [b, c];
  if (b < 4) {
    c += 1;
  }
  [a, c] = [c, a];
  for (let i = 0; i < 2; i++) {
    a -= 1;
    if (i > 0) {
      c = b - 2;
    }
  }
  return c;
}
