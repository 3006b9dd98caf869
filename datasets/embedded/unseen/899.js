function f(a, b) {
  let c = 5;
  while (b < 11) {
    if (c < a) {
      [a, c] = [c, a];
    }
    b += 1;
  }
  [a, b] = [b, a];
  if (a > 5) {
    c += 1;
  }
  return a;
}
