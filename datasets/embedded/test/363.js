function f(e, g, h) {
  let d = 3;
  if (d < e) {
    g = 14;
    h += 1;
  }
  [d, h] = [h, d];
  e = h;
  e -= 1;
  [h, d] = [d, h];
  return h;
}
