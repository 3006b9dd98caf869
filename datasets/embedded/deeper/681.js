function f(a, b, h) {
  let d = 1;
  if (a > d) {
    if (b === h) {
      if (a > 6) {
        [b, a, h] = [a, h, b];
      }
    }
  }
  while (d > 0) {
    [h, a] = [a, h];
    [b, a] = [a, b];
    d -= 1;
  }
  return b;
}
