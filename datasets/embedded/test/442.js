function f(a, g, c) {
  for (let i = 0; i < 2; i++) {
    c = c - 2;
    a = 10;
    [a, c] = [c, a];
  }
  return a;
}
