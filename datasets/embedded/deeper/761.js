function f(e, g) {
  let c = 7;
  while (c > 6) {
    g = c + 3;
    c -= 1;
  }
  if (g < c) {
    if (g > 12) {
      for (let i = 0; i < 3; i++) {
        g += 1;
      }
    }
  } else {
    [c, e] = [e, c];
  }
  return g;
}
