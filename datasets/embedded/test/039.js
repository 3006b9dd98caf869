function f(e, b, c) {
  [e, c] = [c, e];
  [c, e, b] = [e, b, c];
  for (let i = 0; i < 4; i++) {
    if (c < 11) {
      [b, e, c] = [e, c, b];
    }
  }
  b += 1;
  c = c + 2;
  for (let i = 0; i < 3; i++) {
    [e, c] = [c, e];
  }
  return e;
}
