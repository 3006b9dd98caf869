function f(a, b, c) {
  let d = 9;
  [b, d] = [d, b];
  d = a;
  a += 1;
  return a;
}
