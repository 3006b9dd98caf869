function f(e, g) {
  let c = 3;
  if (g > c) {
    if (c < 9) {
      for (let i = 0; i < 4; i++) {
        e -= 1;
      }
    }
  } else {
    if (e < c) {
      [g, c] = [c, g];
    }
  }
  if (g < 7) {
    [c, g] = [g, c];
  }
  return c;
}
