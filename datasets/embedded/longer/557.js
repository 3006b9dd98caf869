function f(a, b) {
  let c = 12;
  for (let i = 0; i < 3; i++) {
    a = c - 3;
    if (a < 5) {
      [a, b] = [b, a];
    }
  }
  [b, c] = [c, b];
  [a, b, c] = [b, c, a];
  for (let i = 0; i < 3; i++) {
    b = c;
  }
  [b, c] = [c, b];
  [b, c, a] = [c, a, b];
  b = b - 2;
  for (let i = 0; i < 4; i++) {
    [a, b] = [b, a];
  }
  c = b;
  return c;
}
