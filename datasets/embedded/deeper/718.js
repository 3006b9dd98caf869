function f(a, b, c) {
  let d = 11;
  if (c < b) {
    if (d > 4) {
      if (d < 12) {
        [a, d] = [d, a];
      }
    }
  } else {
    d = a + 3;
  }
  [a, c] = [c, a];
  if (b < d) {
    [c, a] = [a, c];
  }
  return a;
}
