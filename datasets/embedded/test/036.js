function f(e, b) {
  let h = 8;
  let d = 15;
  [d, e] = [e, d];
  [d, h] = [h, d];
  e = 12;
  d = e;
  return h;
}
