function f(e, g) {
  let c = 4;
  e = e + 2;
  if (g < 8) {
    [g, e, c] = [e, c, g];
  }
  return c;
}
