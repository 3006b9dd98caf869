function f(e, g) {
  let h = 15;
  if (g < h) {
    if (h > g) {
      [e, h, g] = [h, g, e];
    }
  }
  g = 2;
  return e;
}
