const m = { n: "w", e: "n", s: "s", w: "e" };
function f(e, g) {
  let h = "s";
  [h, e] = [e, h];
  h = m[h];
  for (let i = 0; i < 3; i++) {
    if (g < 8) {
      g -= 1;
    } else {
      g = g + 1;
    }
  }
  e = m[e];
  e = h;
  return g;
}
