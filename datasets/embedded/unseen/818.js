function f(a, g, c) {
  let d = 6;
  while (c > 0) {
    if (a < d) {
      [a, g] = [g, a];
    }
    c -= 1;
  }
  c = g;
  return a;
}
