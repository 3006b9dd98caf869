function f(a, b) {
  let h = 8;
  [a, b, h] = [b, h, a];
  for (let i = 0; i < 4; i++) {
    if (a < h) {
      [b, a] = [a, b];
    }
  }
  return b;
}
