function f(e, b, h) {
  h = h - 1;
  for (let i = 0; i < 2; i++) {
    if (i < 2) {
      [h, e] = [e, h];
      e = i;
    }
  }
  for (let i = 0; i < 3; i++) {
    [e, h] = [h, e];
    [e, b, h] = [b, h, e];
  }
  h = e;
  return h;
}
