function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    if (c !== "e") {
      if (a === c) {
        [c, a] = [a, c];
      }
    }
  }
  if (g < 5) {
    [a, c] = [c, a];
  }
  g += 1;
  return g;
}
