function f(a, b, h) {
  for (let i = 0; i < 4; i++) {
    if (h < a) {
      if (h > 7) {
        [h, b, a] = [b, a, h];
      }
    }
  }
  if (h > a) {
    b = a + 3;
  }
  return h;
}
