function f(a, g) {
  let h = 2;
  let d = 14;
  while (h < 5) {
    h += 1;
    [a, g, d] = [g, d, a];
  }
  return g;
}
