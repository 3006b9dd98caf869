function f(a, b) {
  if (a > 10) {
    a = b;
  }
  for (let i = 0; i < 3; i++) {
    [a, b] = [b, a];
  }
  b = a;
  for (let i = 0; i < 2; i++) {
    a = 1;
    b = a + 1;
    [a, b] = [b, a];
  }
  for (let i = 0; i < 3; i++) {
    a -= 1;
    [a, b] = [b, a];
  }
  [b, a] = [a, b];
  return a;
}
