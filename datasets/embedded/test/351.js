function f(a, b) {
  if (b > 11) {
    [b, a] = [a, b];
  } else {
    a = b;
    b = 0;
  }
  a = b;
  return b;
}
