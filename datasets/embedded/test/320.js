function f(a, b, h) {
  a += 1;
  [h, a] = [a, h];
  for (let i = 0; i < 2; i++) {
    [a, b] = [b, a];
  }
  return h;
}
