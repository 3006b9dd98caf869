function f(e, b, h) {
  [b, e] = [e, b];
  while (h > 3) {
    [b, e] = [e, b];
    h -= 1;
  }
  if (b !== e) {
    [e, h] = [h, e];
  }
  b -= 1;
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      [b, e] = [e, b];
    } else {
      e = b + 2;
    }
  }
  [h, b, e] = [b, e, h];
  return b;
}
