function f(e, g) {
  let h = 3;
  while (h > 1) {
    if (e < 9) {
      [e, g] = [g, e];
    }
    h -= 1;
  }
  [h, g] = [g, h];
  return g;
}
