function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    [a, c] = [c, a];
    c = a;
    [c, a] = [a, c];
  }
  return a;
}
