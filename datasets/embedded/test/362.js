function f(e, g, c) {
  [c, e] = [e, c];
  if (e < c) {
    if (g < e) {
      [g, c, e] = [c, e, g];
    }
  }
  [e, c] = [c, e];
  for (let i = 0; i < 3; i++) {
    [e, g, c] = [g, c, e];
  }
  return e;
}
