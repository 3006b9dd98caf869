function f(a, b) {
  let c = 15;
  if (c > 6) {
    [b, a] = [a, b];
  }
  c = b;
  if (c > b) {
    a = c;
  }
  [c, a, b] = [a, b, c];
  if (c > 6) {
    [c, b, a] = [b, a, c];
  }
  return a;
}
