function f(a, b) {
  let h = 1;
  let d = 9;
  b = d;
  [d, h, a] = [h, a, d];
  if (a < h) {
    [a, h, d] = [h, d, a];
    a = b;
  } else {
    a = d;
  }
  [d, h] = [h, d];
  h = 8;
  return h;
}
