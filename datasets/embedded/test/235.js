const m = { n: "e", e: "s", s: "n", w: "w" };
function f(e, g, c) {
  let d = 9;
  g -= 1;
  d = d - 1;
  c = m[c];
  c = m[c];
  [d, g, e] = [g, e, d];
  c = m[c];
  g -= 1;
  [d, e, g] = [e, g, d];
  return g;
}
