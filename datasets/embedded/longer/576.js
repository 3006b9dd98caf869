function f(a, b, c) {
  for (let i = 0; i < 4; i++) {
    if (c < 6) {
      [a, b] = [b, a];
      [a, b] = [b, a];
    }
  }
  c = b;
  for (let i = 0; i < 2; i++) {
    a = c - 2;
    c += 1;
    [a, c] = [c, a];
  }
  if (a < c) {
    a -= 1;
  }
  for (let i = 0; i < 3; i++) {
    [a, c] = [c, a];
  }
  return c;
}
