function f(a, b) {
  if (b < 11) {
    a = 9;
  } else {
    if (a > b) {
      [b, a] = [a, b];
    }
  }
  [b, a] = [a, b];
  if (a > 6) {
    [b, a] = [a, b];
    a = b;
  }
  return a;
}
