function f(e, b) {
  let c = 6;
  [b, e, c] = [e, c, b];
  if (b < 8) {
    e = c - 1;
    e -= 1;
  }
  for (let i = 0; i < 3; i++) {
    [b, e, c] = [e, c, b];
    [e, b, c] = [b, c, e];
  }
  if (b < 9) {
    if (e < 7) {
      [b, c, e] = [c, e, b];
    }
  }
  for (let i = 0; i < 4; i++) {
    if (b > 10) {
      c = b - 3;
      [b, e] = [e, b];
    }
  }
  [c, e, b] = [e, b, c];
  return e;
}
