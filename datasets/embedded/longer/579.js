function f(a, b) {
  b = b - 1;
  for (let i = 0; i < 3; i++) {
    if (b > 4) {
      b = i;
    }
  }
  b = b + 1;
  b = b + 1;
  for (let i = 0; i < 3; i++) {
    b = i;
    if (i === 1) {
      b -= 1;
    }
  }
  if (b > 12) {
    b = b + 3;
  }
  return b;
}
