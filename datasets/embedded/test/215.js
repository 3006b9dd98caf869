function f(a, g, h) {
  let d = 4;
  if (h < 9) {
    while (h > 0) {
      g = 5;
      h -= 1;
    }
  }
  [a, d, h] = [d, h, a];
  return g;
}
