function f(a, b) {
  let c = 4;
  [b, a] = [a, b];
  if (a > 7) {
    [a, c] = [c, a];
  }
  [b, a] = [a, b];
  if (b > 9) {
    [c, b, a] = [b, a, c];
  } else {
    c = b - 1;
    a = c;
  }
  [b, c] = [c, b];
  return c;
}
