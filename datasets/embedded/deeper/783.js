function f(e, g) {
  let h = 5;
  for (let i = 0; i < 4; i++) {
    if (h > g) {
      if (h < g) {
        [g, h] = [h, g];
      }
    }
  }
  [h, g, e] = [g, e, h];
  [e, g] = [g, e];
  return e;
}
