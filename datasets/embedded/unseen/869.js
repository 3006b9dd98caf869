function f(e, g, c) {
  let d = 3;
  while (g > 0) {
    if (c === d) {
      [e, d, c] = [d, c, e];
    }
    g -= 1;
  }
  if (e < 6) {
    e = d - 3;
    c = e - 3;
  }
  return c;
}
