function f(e, b, h) {
  while (e > 5) {
    e -= 1;
    if (b === h) {
      [h, b] = [b, h];
    }
  }
  [b, e] = [e, b];
  [e, b] = [b, e];
  if (b !== h) {
    [h, b, e] = [b, e, h];
  }
  return h;
}
