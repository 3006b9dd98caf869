function f(e, g) {
  let h = 7;
  for (let i = 0; i < 3; i++) {
    if (g > h) {
      if (g < 5) {
        [g, h, e] = [h, e, g];
      }
    }
  }
  if (h < g) {
    [h, e, g] = [e, g, h];
  }
  g = 0;
  return e;
}
