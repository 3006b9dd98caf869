function f(a, g, c) {
  a = g;
  for (let i = 0; i < 3; i++) {
    g = a;
  }
  a = g - 1;
  for (let i = 0; i < 4; i++) {
    c = a;
  }
  if (a < 10) {
    [g, c] = [c, g];
  }
  return a;
}
