function f(e) {
  let g = 2;
  let c = 4;
  for (let i = 0; i < 4; i++) {
    if (c === e) {
      g = c + 3;
    }
  }
  [e, g, c] = [g, c, e];
  [e, c] = [c, e];
  if (g > 11) {
    e = g + 3;
  }
  return g;
}
