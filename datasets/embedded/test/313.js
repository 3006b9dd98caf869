function f(a, b) {
  b = b - 2;
  if (b > 6) {
    for (let i = 0; i < 4; i++) {
      b = b - 2;
    }
  }
  b = 8;
  a = "s";
  b -= 1;
  b += 1;
  a = "s";
  return b;
}
