function f(e, b, c) {
  while (e > 4) {
    c -= 1;
    [b, c] = [c, b];
    e -= 1;
  }
  c = e + 1;
  [e, b] = [b, e];
  [b, c] = [c, b];
  if (b > 7) {
    b = c + 3;
    [e, b] = [b, e];
  } else {
    c = c + 1;
  }
  b = c;
  return b;
}
