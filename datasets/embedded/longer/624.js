function f(a, b, h) {
  h -= 1;
  if (h < 8) {
    h = h - 2;
  }
  [a, b] = [b, a];
  for (let i = 0; i < 4; i++) {
    [b, a] = [a, b];
  }
  for (let i = 0; i < 2; i++) {
    h -= 1;
    [b, a] = [a, b];
  }
  for (let i = 0; i < 4; i++) {
    h -= 1;
    [b, a] = [a, b];
  }
  [b, a] = [a, b];
  return h;
}
