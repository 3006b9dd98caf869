const m = { n: 12, e: 5, s: 0, w: 11 };
function f(e, g) {
  let c = "e";
  for (let i = 0; i < 2; i++) {
    if (e > g) {
      while (g > 2) {
        e = m[c];
        g -= 1;
      }
    }
  }
  g = g + 3;
  return e;
}
