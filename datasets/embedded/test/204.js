const m = { n: "s", e: "e", s: "w", w: "n" };
function f(e, g, h) {
  let d = 6;
  [d, e] = [e, d];
  h = m[h];
  while (g > 3) {
    [e, d] = [d, e];
    g -= 1;
  }
  return h;
}
