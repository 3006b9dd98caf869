function f(a, b, h) {
  for (let i = 0; i < 2; i++) {
    [h, a] = [a, h];
  }
  while (b > 1) {
    b -= 1;
    if (h < 12) {
      [h, a] = [a, h];
    }
  }
  for (let i = 0; i < 4; i++) {
    [h, a] = [a, h];
  }
  return h;
}
