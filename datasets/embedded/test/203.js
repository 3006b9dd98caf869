function f(a, b) {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 2; j++) {
      b = a - 2;
    }
  }
  [b, a] = [a, b];
  b = a;
  [b, a] = [a, b];
  b += 1;
  if (b < 3) {
    [a, b] = [b, a];
  }
  return b;
}
