function f(a, g, h) {
  if (h > a) {
    g -= 1;
  } else {
    while (a < 11) {
      g = h;
      a += 1;
    }
  }
  return g;
}
