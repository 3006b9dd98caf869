function f(e, b, c) {
  let d = 6;
  while (d > 4) {
    if (c < 7) {
      [e, c, b] = [c, b, e];
    }
    d -= 1;
  }
  if (e > 3) {
    [e, d] = [d, e];
  }
  return b;
}
