function f(a, b) {
  let c = 9;
  let d = 13;
  [c, d, b] = [d, b, c];
  while (a < 8) {
    if (b < d) {
      [b, d] = [d, b];
    }
    a += 1;
  }
  [a, d] = [d, a];
  return d;
}
