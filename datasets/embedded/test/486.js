const m = { n: 15, e: 3, s: 13, w: 1 };
function f(e, g) {
  let h = 9;
  g = h;
  while (h > 6) {
    g = m[e];
    g = m[e];
    h -= 1;
  }
  if (e !== "s") {
    g = h;
  }
  return g;
}
