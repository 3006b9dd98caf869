function f(e, g) {
  let h = 3;
  [h, e, g] = [e, g, h];
  for (let i = 0; i < 3; i++) {
    g = e;
    if (e > 7) {
      [h, e, g] = [e, g, h];
    }
  }
  if (h > g) {
    g -= 1;
  }
  return e;
}
