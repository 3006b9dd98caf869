function f(a, b, c) {
  for (let i = 0; i < 3; i++) {
    b = a;
  }
  for (let i = 0; i < 4; i++) {
    [a, c] = [c, a];
    [a, c] = [c, a];
  }
  if (a < 3) {
    [c, b] = [b, c];
  }
  if (c > 8) {
    [a, c, b] = [c, b, a];
  }
  return b;
}
