function f(a, b, h) {
  let d = 3;
  while (d > 0) {
    if (b < 11) {
      [b, a] = [a, b];
    }
    d -= 1;
  }
  if (a < d) {
    [h, d] = [d, h];
  }
  return a;
}
