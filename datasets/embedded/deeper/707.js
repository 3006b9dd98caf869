const m = { n: 4, e: 10, s: 4, w: 3 };
function f(e, g) {
  if (g > 3) {
    if (g < 11) {
      for (let i = 0; i < 2; i++) {
        g = m[e];
      }
    }
  }
  g -= 1;
  g = m[e];
  return g;
}
