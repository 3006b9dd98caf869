function f(a, b, c) {
  [c, a] = [a, c];
  while (b > 6) {
    if (c === a) {
      [c, a] = [a, c];
    }
    b -= 1;
  }
  for (let i = 0; i < 4; i++) {
    b -= 1;
  }
  [a, b, c] = [b, c, a];
  [a, b, c] = [b, c, a];
  return a;
}
