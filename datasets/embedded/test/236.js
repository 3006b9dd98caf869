function f(a, b, h) {
  [a, h, b] = [h, b, a];
  a = h + 2;
  for (let i = 0; i < 4; i++) {
    [b, h, a] = [h, a, b];
    a += 1;
    [h, a] = [a, h];
  }
  return a;
}
