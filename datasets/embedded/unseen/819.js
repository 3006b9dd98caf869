function f(e, b, c) {
  let d = 7;
  if (e < 9) {
    [b, d, c] = [d, c, b];
    [c, b] = [b, c];
  } else {
    while (e > 0) {
      [b, c, d] = [c, d, b];
      e -= 1;
    }
  }
  [c, d, b] = [d, b, c];
  [e, c, b] = [c, b, e];
  return b;
}
