function f(a, b) {
  [b, a] = [a, b];
  if (b > 11) {
    [a, b] = [b, a];
    b += 1;
  }
  [a, b] = [b, a];
  [b, a] = [a, b];
  a = b + 3;
  a = 7;
  return a;
}
