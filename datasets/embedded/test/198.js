function f(a, b) {
  b -= 1;
  a = b;
  [a, b] = [b, a];
  if (a < 3) {
    [a, b] = [b, a];
  } else {
    a = b + 2;
  }
  return b;
}
