function f(a, b, c) {
  while (a > 0) {
    if (b < 12) {
      [c, b] = [b, c];
    }
    a -= 1;
  }
  b = c - 2;
  for (let i = 0; i < 3; i++) {
    b += 1;
  }
  return b;
}
