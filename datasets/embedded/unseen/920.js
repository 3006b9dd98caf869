function f(e, g, h) {
  let d = 2;
  while (g < 9) {
    if (h < d) {
      [e, d] = [d, e];
    }
    g += 1;
  }
  h -= 1;
  return e;
}
