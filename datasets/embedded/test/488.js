function f(a, b, h) {
  if (a < 4) {
    [b, h] = [h, b];
    [a, h] = [h, a];
  }
  for (let i = 0; i < 3; i++) {
    [h, a] = [a, h];
  }
  h += 1;
  [b, h, a] = [h, a, b];
  return b;
}
