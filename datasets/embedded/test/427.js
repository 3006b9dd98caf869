function f(a, b) {
  let c = 7;
  [c, b, a] = [b, a, c];
  if (a < 4) {
    c = a - 3;
  }
  if (b > 9) {
    [b, c, a] = [c, a, b];
    [b, a] = [a, b];
  } else {
    b = 4;
  }
  a = c;
  [a, b] = [b, a];
  return b;
}
