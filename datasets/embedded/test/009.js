function f(a, g) {
  for (let i = 0; i < 2; i++) {
    a = i;
  }
  a = a + 3;
  return a;
}
