function f(e, g) {
  g = e;
  while (e > 1) {
    e -= 1;
    g += 1;
  }
  for (let i = 0; i < 2; i++) {
    g = i;
  }
  e = g + 2;
  return g;
}
