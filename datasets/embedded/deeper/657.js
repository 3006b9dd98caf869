function f(e, g, h) {
  [g, h] = [h, g];
  if (g > e) {
    if (h < 8) {
      while (e > 5) {
        h = e - 3;
        e -= 1;
      }
    }
  }
  return h;
}
