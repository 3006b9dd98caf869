function f(e, g) {
  let c = 2;
  while (c > 0) {
    if (e > g) {
      [e, g] = [g, e];
    }
    c -= 1;
  }
  return g;
}
