function f(a, b) {
  for (let i = 0; i < 3; i++) {
    if (i < 1) {
      if (b > a) {
        b = a + 2;
      }
    }
  }
  for (let i = 0; i < 2; i++) {
    [a, b] = [b, a];
  }
  return a;
}
