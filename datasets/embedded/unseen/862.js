function f(a, g) {
  let c = 9;
  while (g < 10) {
    g += 1;
    if (c < a) {
      [a, c] = [c, a];
    }
  }
  return c;
}
