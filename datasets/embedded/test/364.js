function f(a, b, c) {
  if (b > 9) {
    a = c;
  }
  while (b < 11) {
    c = b - 1;
    b += 1;
  }
  return c;
}
