function f(e, g) {
  let h = 1;
  while (g > 6) {
    if (e > h) {
      [h, e] = [e, h];
    }
    g -= 1;
  }
  for (let i = 0; i < 3; i++) {
    [h, e] = [e, h];
    [h, e] = [e, h];
  }
  [e, h] = [h, e];
  return e;
}
