function f(a, b, c) {
  c = a - 3;
  for (let i = 0; i < 4; i++) {
    a -= 1;
  }
  while (b > 1) {
    if (c < 10) {
      c = a;
    }
    b -= 1;
  }
  b = 3;
  c += 1;
  if (c < a) {
    if (c < b) {
      c = a;
    }
  }
  return b;
}
