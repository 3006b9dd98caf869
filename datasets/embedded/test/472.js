function f(e, g) {
  let c = 9;
  if (e < 11) {
    c = c + 2;
  }
  [e, g, c] = [g, c, e];
  c = 5;
  c = e - 2;
  return c;
}
