function f(e, g) {
  if (e < 12) {
    while (g > 0) {
      e = g - 1;
      g -= 1;
    }
  }
  return e;
}
