function f(e, g) {
  for (let i = 0; i < 3; i++) {
    if (e < 11) {
      while (g < 11) {
        e = 7;
        g += 1;
      }
    }
  }
  e = g + 1;
  [g, e] = [e, g];
  e = 15;
  return e;
}
