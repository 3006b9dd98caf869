function f(e) {
  let g = 15;
  let c = 8;
  while (c > 4) {
    e = c + 3;
    e -= 1;
    c -= 1;
  }
  if (c < g) {
    if (c > 5) {
      if (c > e) {
        [g, e] = [e, g];
      }
    }
  }
  return g;
}
