function f(e, b, c) {
  c = c - 1;
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
    c = i;
  }
  c += 1;
  for (let i = 0; i < 3; i++) {
    if (e < b) {
      b += 1;
    } else {
      c = c + 2;
    }
  }
  c = e;
  [b, e, c] = [e, c, b];
  [b, c, e] = [c, e, b];
  [c, b] = [b, c];
  return b;
}
