function f(a) {
  let g = 4;
  while (g > 1) {
    a = a - 1;
    g -= 1;
  }
  a = g + 1;
  g = g + 3;
  g = a;
  return g;
}
