function f(e, g, h) {
  for (let i = 0; i < 4; i++) {
    g = 13;
    e = h + 3;
  }
  [e, h] = [h, e];
  [g, h, e] = [h, e, g];
  if (h < e) {
    [e, h] = [h, e];
  } else {
    [g, h, e] = [h, e, g];
  }
  return g;
}
