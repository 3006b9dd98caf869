function f(e, g) {
  let c = 0;
  [e, g, c] = [g, c, e];
  if (c < g) {
    [e, c] = [c, e];
    e = e + 2;
  } else {
    c -= 1;
  }
  if (e > 12) {
    c += 1;
  }
  [g, c] = [c, g];
  return c;
}
