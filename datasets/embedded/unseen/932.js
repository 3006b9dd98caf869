function f(a, g) {
  let c = 7;
  while (c > 4) {
    c -= 1;
    if (a < 5) {
      [a, g] = [g, a];
    }
  }
  return g;
}
