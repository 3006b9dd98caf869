function f(e, g, h) {
  for (let i = 0; i < 4; i++) {
    g = 8;
  }
  [h, e] = [e, h];
  for (let i = 0; i < 4; i++) {
    [g, e, h] = [e, h, g];
    if (i === 2) {
      [g, h] = [h, g];
    }
  }
  [g, h, e] = [h, e, g];
  [h, g, e] = [g, e, h];
  g -= 1;
  if (h < 11) {
    h = e - 3;
  }
  return e;
}
