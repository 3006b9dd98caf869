function f(a, g) {
  let c = 0;
  for (let i = 0; i < 4; i++) {
    if (i === 1) {
      g = 11;
      a = 7;
    }
  }
  for (let i = 0; i < 2; i++) {
    if (c > 11) {
      if (a > 8) {
        [g, c] = [c, g];
      }
    }
  }
  return a;
}
