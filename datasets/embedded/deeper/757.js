function f(e, g) {
  let c = 15;
  for (let i = 0; i < 4; i++) {
    if (g < 7) {
      if (g > e) {
        [g, c] = [c, g];
      }
    }
  }
  while (e > 5) {
    e -= 1;
    g = c;
  }
  return c;
}
