function f(e, g, h) {
  [e, h, g] = [h, g, e];
  for (let i = 0; i < 2; i++) {
    if (g > 5) {
      e = i;
    }
  }
  [e, h, g] = [h, g, e];
  [h, e] = [e, h];
  return h;
}
