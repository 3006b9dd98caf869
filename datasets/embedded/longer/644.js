function f(e, b, c) {
  [c, b] = [b, c];
  for (let i = 0; i < 2; i++) {
    [b, e, c] = [e, c, b];
  }
  c = c - 1;
  for (let i = 0; i < 4; i++) {
    b += 1;
    if (e === b) {
      b += 1;
    }
  }
  b -= 1;
  c = 8;
  b -= 1;
  for (let i = 0; i < 2; i++) {
    [b, e, c] = [e, c, b];
    e += 1;
  }
  return b;
}
