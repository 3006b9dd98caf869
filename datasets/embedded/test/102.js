function f(a, g) {
  let c = 5;
  let d = 11;
  d += 1;
  [a, c, g] = [c, g, a];
  [a, g] = [g, a];
  if (g > 3) {
    d = g + 2;
    c = d + 2;
  }
  return d;
}
