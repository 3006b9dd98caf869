function f(a, b, h) {
  let d = 3;
  if (b > d) {
    if (b > d) {
      if (h !== a) {
        [d, b] = [b, d];
      }
    }
  }
  d += 1;
  [b, d] = [d, b];
  [a, h] = [h, a];
  b = d;
  return d;
}
