function f(a, g, h) {
  for (let i = 0; i < 2; i++) {
    if (h > a) {
      while (a < 11) {
        h = i;
        a += 1;
      }
    }
  }
  g = h;
  return g;
}
