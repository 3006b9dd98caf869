function f(a, b) {
  let h = 11;
  b -= 1;
  [b, h] = [h, b];
  h = b;
  return a;
}
