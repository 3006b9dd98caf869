function f(a, b, c) {
  let d = 15;
  if (a < b) {
    while (b < 6) {
      [c, d, a] = [d, a, c];
      b += 1;
    }
  }
  return d;
}
