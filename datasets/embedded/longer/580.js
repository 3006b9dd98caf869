function f(e, g, h) {
  let d = 4;
  g = h + 1;
  e = 14;
  [d, e] = [e, d];
  while (h > 4) {
    d -= 1;
    h -= 1;
  }
  [e, h, g] = [h, g, e];
  [g, d, e] = [d, e, g];
  [e, h, g] = [h, g, e];
  if (e > 7) {
    if (g < e) {
      g = 12;
    }
  } else {
    if (g > e) {
      h += 1;
    }
  }
  return g;
}
