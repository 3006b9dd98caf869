function f(a, b, c) {
  if (b > 5) {
    b = 5;
    c = b - 1;
  }
  b += 1;
  if (b > 6) {
    [c, b] = [b, c];
  } else {
    [c, b] = [b, c];
  }
  return c;
}
