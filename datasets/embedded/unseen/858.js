function f(e, g, h) {
  let d = 2;
  d = 6;
  h += 1;
  while (e > 2) {
    e -= 1;
    [d, g, h] = [g, h, d];
  }
  [g, e] = [e, g];
  [e, h] = [h, e];
  e = d;
  return h;
}
