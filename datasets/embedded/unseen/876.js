function f(e, g, c) {
  let d = 9;
  while (e > 6) {
    g -= 1;
    [g, d, c] = [d, c, g];
    e -= 1;
  }
  e += 1;
  if (c !== d) {
    g -= 1;
  }
  return c;
}
