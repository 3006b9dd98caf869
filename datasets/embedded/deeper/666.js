function f(e, g, h) {
  if (h > 5) {
    for (let i = 0; i < 2; i++) {
      if (e === g) {
        [g, h, e] = [h, e, g];
      }
    }
  } else {
    g += 1;
  }
  e = g - 1;
  return g;
}
