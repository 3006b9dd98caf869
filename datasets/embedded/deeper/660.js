function f(a, g) {
  for (let i = 0; i < 3; i++) {
    if (a > 9) {
      if (g > 4) {
        a = a + 1;
      }
    }
  }
  g -= 1;
  for (let i = 0; i < 2; i++) {
    a -= 1;
  }
  return a;
}
