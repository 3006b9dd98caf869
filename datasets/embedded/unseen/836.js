function f(a, b, h) {
  let d = 7;
  while (d < 11) {
    if (h > 4) {
      [a, b] = [b, a];
    }
    d += 1;
  }
  [a, h, d] = [h, d, a];
  return a;
}
