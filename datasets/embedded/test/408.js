function f(a, b) {
  [b, a] = [a, b];
  if (b < 11) {
    b = a - 1;
  }
  b -= 1;
  [a, b] = [b, a];
  return a;
}
