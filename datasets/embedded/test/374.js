function f(a, g, h) {
  let d = 8;
  while (d > 4) {
    d -= 1;
    h -= 1;
  }
  return g;
}
