function f(a, b) {
  if (b > a) {
    for (let i = 0; i < 2; i++) {
      if (b > 6) {
        [a, b] = [b, a];
      }
    }
  }
  for (let i = 0; i < 2; i++) {
    b = a + 1;
  }
  return b;
}
