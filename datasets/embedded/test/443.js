function f(a, g, h) {
  let d = 6;
  a += 1;
  [d, a] = [a, d];
  while (g < 5) {
    [d, a] = [a, d];
    g += 1;
  }
  return d;
}
