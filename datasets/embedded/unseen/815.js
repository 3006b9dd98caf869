function f(e, g, c) {
  let d = 15;
  c = e;
  while (e > 2) {
    e -= 1;
    if (d > c) {
      [c, d] = [d, c];
    }
  }
  [e, c, d] = [c, d, e];
  [e, c, d] = [c, d, e];
  c = e;
  [c, e] = [e, c];
  return c;
}
