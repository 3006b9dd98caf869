function f(a, b, c) {
  let d = 15;
  [d, a, c] = [a, c, d];
  while (b > 1) {
    b -= 1;
    if (c !== d) {
      [c, d, a] = [d, a, c];
    }
  }
  [b, c] = [c, b];
  return c;
}
