function f(e, b, h) {
  [h, e] = [e, h];
  if (h > b) {
    [e, h] = [h, e];
  }
  e = 9;
  [e, h, b] = [h, b, e];
  return h;
}
