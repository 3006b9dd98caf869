function f(a, b, h) {
  h = a + 2;
  while (a > 1) {
    h -= 1;
    a -= 1;
  }
  for (let i = 0; i < 3; i++) {
    [a, h] = [h, a];
  }
  return h;
}
