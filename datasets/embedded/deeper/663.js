function f(a, b) {
  let h = 12;
  for (let i = 0; i < 4; i++) {
    if (h > 12) {
      if (b !== h) {
        a = b - 1;
      }
    }
  }
  [b, h] = [h, b];
  [a, b, h] = [b, h, a];
  [h, a, b] = [a, b, h];
  return b;
}
