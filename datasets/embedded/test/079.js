function f(a, b) {
  let c = 7;
  a += 1;
  b = a - 1;
  [c, b] = [b, c];
  return b;
}
