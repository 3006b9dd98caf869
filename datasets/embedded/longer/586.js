function f(e, g) {
  let h = 0;
  [g, h] = [h, g];
  while (e < 8) {
    e += 1;
    g = h;
  }
  for (let i = 0; i < 4; i++) {
    e += 1;
  }
  if (e > 5) {
    if (h > e) {
      [e, h] = [h, e];
    }
  } else {
    h = 12;
    [g, h] = [h, g];
  }
  if (g > h) {
    e = e + 1;
  }
  [g, e] = [e, g];
  return g;
}
