function f(e, g, h) {
  for (let i = 0; i < 4; i++) {
    if (i < 2) {
      if (h > 3) {
        g = 4;
      }
    }
  }
  e = h;
  return g;
}
