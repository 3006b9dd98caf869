function f(e, g) {
  let c = 2;
  while (e > 6) {
    e -= 1;
    [g, c] = [c, g];
    c += 1;
  }
  return c;
}
