function f(a, g, h) {
  if (g < 6) {
    if (g < 3) {
      g -= 1;
    }
  }
  g = g - 1;
  for (let i = 0; i < 4; i++) {
    if (h !== "on") {
      [h, a] = [a, h];
    }
  }
  h = a;
  a = "off";
  return g;
}
