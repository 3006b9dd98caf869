function f(e, b, h) {
  if (b !== h) {
    for (let i = 0; i < 4; i++) {
      if (h < 11) {
        [e, b, h] = [b, h, e];
      }
    }
  }
  [b, e, h] = [e, h, b];
  return e;
}
