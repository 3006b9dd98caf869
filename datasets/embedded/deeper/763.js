function f(e, g) {
  let c = 3;
  for (let i = 0; i < 3; i++) {
    if (c < e) {
      if (g < 12) {
        g += 1;
      }
    }
  }
  g = 10;
  [c, g] = [g, c];
  if (g < 4) {
    [g, e] = [e, g];
  }
  return c;
}
