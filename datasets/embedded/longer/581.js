function f(a, b) {
  a = b - 2;
  for (let i = 0; i < 4; i++) {
    [b, a] = [a, b];
  }
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      [a, b] = [b, a];
    }
  }
  for (let i = 0; i < 2; i++) {
    [a, b] = [b, a];
  }
  b = b - 1;
  if (b > 9) {
    a += 1;
  }
  a += 1;
  return b;
}
