function f(e, g, h) {
  while (g > 5) {
    g -= 1;
    if (h > e) {
      [e, h] = [h, e];
    }
  }
  for (let i = 0; i < 4; i++) {
    [e, g, h] = [g, h, e];
  }
  return e;
}
