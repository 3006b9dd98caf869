function f(a, g, c) {
  let d = 10;
  [d, a, g] = [a, g, d];
  while (c > 1) {
    c -= 1;
    d = g;
    [a, d, g] = [d, g, a];
  }
  [d, g] = [g, d];
  g = a - 3;
  [c, a, g] = [a, g, c];
  [c, d] = [d, c];
  return a;
}
