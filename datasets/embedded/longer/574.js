function f(a, b) {
  if (b > 10) {
    a = a + 2;
  }
  for (let i = 0; i < 2; i++) {
    a += 1;
    b = a;
    b = 8;
  }
  b -= 1;
  for (let i = 0; i < 4; i++) {
    b = 13;
  }
  [b, a] = [a, b];
  for (let i = 0; i < 2; i++) {
    b = a;
  }
  a = b + 2;
  a = 2;
  return a;
}
