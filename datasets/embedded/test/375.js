const m = { n: "w", e: "n", s: "e", w: "s" };
function f(e, g) {
  let h = 12;
  let d = "n";
  e -= 1;
  g = e;
  h -= 1;
  d = m[d];
  [e, g, h] = [g, h, e];
  return e;
}
