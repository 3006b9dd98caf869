const m = { n: "n", e: "s", s: "w", w: "e" };
function f(a, g, c) {
  g = g + 2;
  c = m[c];
  if (a === c) {
    g = g - 3;
  } else {
    a = c;
    [a, c] = [c, a];
  }
  return g;
}
