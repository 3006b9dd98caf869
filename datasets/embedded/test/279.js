function f(e, b, h) {
  e = h;
  while (h < 8) {
    e = h + 2;
    b = "s";
    h += 1;
  }
  if (e < 7) {
    [h, e] = [e, h];
    h = e;
  }
  return h;
}
