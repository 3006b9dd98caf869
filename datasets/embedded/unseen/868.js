function f(e, b, h) {
  while (h > 0) {
    h -= 1;
    if (e < b) {
      [b, e] = [e, b];
    }
  }
  for (let i = 0; i < 3; i++) {
    [h, b, e] = [b, e, h];
  }
  if (b < 12) {
    h = 12;
    e = h;
  }
  return h;
}
