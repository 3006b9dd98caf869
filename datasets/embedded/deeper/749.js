function f(e, g, h) {
  if (h > 9) {
    if (g > 4) {
      while (e > 6) {
        [h, g] = [g, h];
        e -= 1;
      }
    }
  }
  return h;
}
