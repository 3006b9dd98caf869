function f(a, g) {
  let h = 8;
  if (h > 11) {
    if (g === h) {
      [g, a] = [a, g];
    }
  } else {
    for (let i = 0; i < 3; i++) {
      [a, g, h] = [g, h, a];
    }
  }
  [h, a] = [a, h];
  return h;
}
