function f(e, b, h) {
  while (h < 7) {
    if (b > 11) {
      [b, e] = [e, b];
    }
    h += 1;
  }
  [h, b] = [b, h];
  [h, e] = [e, h];
  [e, h] = [h, e];
  for (let i = 0; i < 3; i++) {
    h += 1;
  }
  return b;
}
