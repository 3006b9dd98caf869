function f(a, g) {
  let h = 4;
  if (g > 10) {
    for (let i = 0; i < 3; i++) {
      if (g < 6) {
        [a, h, g] = [h, g, a];
      }
    }
  } else {
    for (let i = 0; i < 4; i++) {
      g = 11;
    }
  }
  [g, a, h] = [a, h, g];
  return h;
}
