function f(e, b, h) {
  let d = 8;
  b = 13;
  [h, b] = [b, h];
  [b, h] = [h, b];
  return b;
}
