function f(a, b) {
  let h = 15;
  for (let i = 0; i < 4; i++) {
    h = b - 3;
    a = 5;
    h -= 1;
  }
  [h, a] = [a, h];
  b += 1;
  for (let i = 0; i < 4; i++) {
    if (b < a) {
      a += 1;
      [a, b] = [b, a];
    }
  }
  return h;
}
