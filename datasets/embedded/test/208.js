function f(e, g) {
  let h = 9;
  [h, e] = [e, h];
  g -= 1;
  for (let i = 0; i < 4; i++) {
    [e, g, h] = [g, h, e];
  }
  return g;
}
