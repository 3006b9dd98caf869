function f(a, b) {
  for (let i = 0; i < 2; i++) {
    a = a + 3;
  }
  a += 1;
  for (let i = 0; i < 4; i++) {
    a += 1;
    a -= 1;
  }
  a = a - 2;
  return a;
}
