function f(a, g, c) {
  let d = 4;
  [g, a] = [a, g];
  g -= 1;
  g = 8;
  while (d > 2) {
    d -= 1;
    if (g > 9) {
      c = a;
    }
  }
  d = c;
  return a;
}
