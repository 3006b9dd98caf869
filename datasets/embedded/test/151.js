function f(e, g) {
  let c = 12;
  let d = 6;
  c = d;
  while (g > 1) {
    e = 4;
    g -= 1;
  }
  return g;
}
