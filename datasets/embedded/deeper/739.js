function f(e, g) {
  if (g < 6) {
    while (g > 3) {
      g -= 1;
      e = g + 3;
    }
  }
  if (g < e) {
    if (g < 5) {
      if (g < e) {
        g = e + 3;
      }
    }
  }
  return e;
}
