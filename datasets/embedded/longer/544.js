function f(a, b) {
  b = b - 3;
  [b, a] = [a, b];
  for (let i = 0; i < 2; i++) {
    b = i;
    if (b < 9) {
      [b, a] = [a, b];
    }
  }
  for (let i = 0; i < 3; i++) {
    [b, a] = [a, b];
    [a, b] = [b, a];
  }
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      [a, b] = [b, a];
      [a, b] = [b, a];
    }
  }
  b += 1;
  return b;
}
