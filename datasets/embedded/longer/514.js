function f(e, g, h) {
  [h, g] = [g, h];
  [e, g, h] = [g, h, e];
  h += 1;
  for (let i = 0; i < 4; i++) {
    if (h > e) {
      h = e;
      h = i;
    }
  }
  if (h > 4) {
    h = e;
  } else {
    [g, e] = [e, g];
    g = e;
  }
  for (let i = 0; i < 3; i++) {
    if (g > h) {
      [h, e] = [e, h];
    }
  }
  return g;
}
