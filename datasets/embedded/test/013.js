const m = { n: "w", e: "s", s: "n", w: "e" };
function f(a, g, h) {
  while (a > 3) {
    g += 1;
    g += 1;
    a -= 1;
  }
  a = g;
  h = m[h];
  h = m[h];
  g = a;
  return g;
}
