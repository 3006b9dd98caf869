function f(e, b, h) {
  for (let i = 0; i < 3; i++) {
    [e, b] = [b, e];
    while (h > 6) {
      h -= 1;
      e -= 1;
    }
  }
  for (let i = 0; i < 4; i++) {
    if (i < 2) {
      h += 1;
    } else {
      b = h - 3;
    }
  }
  for (let i = 0; i < 2; i++) {
    b = 7;
    [h, b, e] = [b, e, h];
    [e, b] = [b, e];
  }
  return b;
}
