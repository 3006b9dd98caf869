function f(e, g, h) {
  let d = 4;
  while (g < 6) {
    g += 1;
    while (d < 6) {
      [e, h] = [h, e];
      d += 1;
    }
  }
  return e;
}
