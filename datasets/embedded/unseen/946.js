function f(a, b, c) {
  b -= 1;
  while (a > 6) {
    if (b > 10) {
      [c, b] = [b, c];
    }
    a -= 1;
  }
  a -= 1;
  if (c < b) {
    a = c + 1;
  } else {
    [a, b] = [b, a];
  }
  return b;
}
