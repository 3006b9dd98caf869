function f(e, b, c) {
  let d = 1;
  e -= 1;
  while (d < 5) {
    [e, b, c] = [b, c, e];
    d += 1;
  }
  return c;
}
