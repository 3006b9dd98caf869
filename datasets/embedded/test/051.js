function f(a, b, c) {
  [a, c] = [c, a];
  for (let i = 0; i < 4; i++) {
    if (b > c) {
      a -= 1;
      b = c - 1;
    }
  }
  [c, b] = [b, c];
  return a;
}
