function f(a, g) {
  let h = 0;
  while (a > 6) {
    a -= 1;
    if (h < 10) {
      [h, g] = [g, h];
    }
  }
  h += 1;
  return g;
}
