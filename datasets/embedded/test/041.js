function f(e, g, c) {
  g = e;
  while (e > 2) {
    g -= 1;
    e -= 1;
  }
  for (let i = 0; i < 2; i++) {
    g = e - 2;
  }
  e -= 1;
  for (let i = 0; i < 4; i++) {
    e = g;
  }
  return c;
}
