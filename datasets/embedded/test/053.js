function f(a, b) {
  [a, b] = [b, a];
  [b, a] = [a, b];
  if (b === a) {
    [a, b] = [b, a];
    [b, a] = [a, b];
  }
  a = b;
  return b;
}
