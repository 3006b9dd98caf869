function f(e, b) {
  let c = 8;
  let d = 3;
  b = d - 1;
  [d, c, b] = [c, b, d];
  [d, c] = [c, d];
  while (e > 3) {
    if (c > b) {
      [b, d, c] = [d, c, b];
    }
    e -= 1;
  }
  return c;
}
