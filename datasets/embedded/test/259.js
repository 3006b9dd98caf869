function f(a, b, c) {
  [c, b] = [b, c];
  if (c > a) {
    a = c;
  } else {
    [a, c] = [c, a];
    b += 1;
  }
  return b;
}
