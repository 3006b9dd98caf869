function f(a, g) {
  let c = "off";
  for (let i = 0; i < 4; i++) {
    [c, a] = [a, c];
    if (g < 12) {
      a = c;
    }
  }
  g = g + 2;
  return g;
}
