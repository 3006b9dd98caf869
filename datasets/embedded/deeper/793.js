function f(e, g, h) {
  if (g > e) {
    for (let i = 0; i < 2; i++) {
      if (g < 12) {
        [g, e, h] = [e, h, g];
      }
    }
  }
  [g, h] = [h, g];
  [g, e, h] = [e, h, g];
  return h;
}
