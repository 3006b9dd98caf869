function f(e, g, c) {
  if (e === "e") {
    if (g > c) {
      g = 3;
    }
  }
  for (let i = 0; i < 2; i++) {
    while (c < 9) {
      g -= 1;
      c += 1;
    }
  }
  [c, g] = [g, c];
  [g, c] = [c, g];
  return g;
}
