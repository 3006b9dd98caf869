function f(e, g, h) {
  let d = 14;
  [h, g] = [g, h];
  if (g < e) {
    if (h < e) {
      [h, e, d] = [e, d, h];
    }
  }
  return g;
}
