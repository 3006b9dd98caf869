function f(a, b) {
  let c = 11;
  while (a > 3) {
    b -= 1;
    a -= 1;
  }
  [b, c] = [c, b];
  if (b > 6) {
    for (let i = 0; i < 4; i++) {
      if (a < c) {
        c = b - 1;
      }
    }
  }
  return b;
}
