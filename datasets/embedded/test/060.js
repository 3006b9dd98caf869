function f(e, g, h) {
  [g, h, e] = [h, e, g];
  [h, e] = [e, h];
  if (e > g) {
    [g, e] = [e, g];
  } else {
    g = 14;
    [e, h, g] = [h, g, e];
  }
  for (let i = 0; i < 3; i++) {
    [e, g, h] = [g, h, e];
  }
  return g;
}
