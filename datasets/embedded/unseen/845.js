function f(a, g) {
  let c = 2;
  while (g < 6) {
    if (c > 12) {
      [c, a] = [a, c];
    }
    g += 1;
  }
  c = g + 2;
  c -= 1;
  return c;
}
