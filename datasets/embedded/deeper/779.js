function f(a, b, h) {
  if (h > b) {
    for (let i = 0; i < 4; i++) {
      if (b < a) {
        [a, h] = [h, a];
      }
    }
  } else {
    a = a + 3;
  }
  [a, b, h] = [b, h, a];
  [a, b] = [b, a];
  return b;
}
