function f(e, b, c) {
  let d = 4;
  while (d < 6) {
    if (c < 6) {
      [c, b] = [b, c];
    }
    d += 1;
  }
  c = e;
  return c;
}
