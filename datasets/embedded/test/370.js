function f(e, g) {
  let h = 2;
  let d = 4;
  if (g > 6) {
    [g, e] = [e, g];
  } else {
    while (h > 0) {
      h -= 1;
      [d, g] = [g, d];
    }
  }
  if (g < h) {
    [h, g] = [g, h];
  }
  return e;
}
