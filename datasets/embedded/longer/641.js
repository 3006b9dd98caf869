function f(a, g) {
  let c = 4;
  while (g > 4) {
    for (let i = 0; i < 2; i++) {
      [a, c] = [c, a];
    }
    g -= 1;
  }
  [c, a, g] = [a, g, c];
  c = c + 2;
  for (let i = 0; i < 4; i++) {
    if (a > g) {
      g = c;
    }
  }
  for (let i = 0; i < 4; i++) {
    g -= 1;
  }
  return a;
}
