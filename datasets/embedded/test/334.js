function f(e, b) {
  let c = 12;
  while (b > 1) {
    b -= 1;
    [e, c] = [c, e];
  }
  [e, c] = [c, e];
  return c;
}
