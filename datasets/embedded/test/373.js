function f(a, g) {
  let c = 1;
  let d = 3;
  [a, c] = [c, a];
  if (g > 8) {
    d += 1;
  } else {
    if (d < 10) {
      [c, g, a] = [g, a, c];
    }
  }
  c = g + 2;
  a -= 1;
  return g;
}
