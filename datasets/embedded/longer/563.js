function f(e, b, h) {
  for (let i = 0; i < 4; i++) {
    while (b > 3) {
      [h, e] = [e, h];
      b -= 1;
    }
  }
  b -= 1;
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
    if (i < 2) {
      [e, b] = [b, e];
    }
  }
  if (b !== e) {
    e = h + 3;
    [b, h, e] = [h, e, b];
  }
  return h;
}
