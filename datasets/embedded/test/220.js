function f(e, b, h) {
  let d = 0;
  h = b;
  [d, h] = [h, d];
  b = d;
  return e;
}
