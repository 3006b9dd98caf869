function f(a, g, c) {
  let d = 9;
  while (g < 5) {
    if (a !== c) {
      [c, a, d] = [a, d, c];
    }
    g += 1;
  }
  g = d;
  if (a > 7) {
    d = d + 3;
  }
  return c;
}
