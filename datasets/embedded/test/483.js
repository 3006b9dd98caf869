const m = { n: "n", e: "w", s: "e", w: "s" };
function f(a, g, c) {
  c -= 1;
  while (g < 8) {
    g += 1;
    a = m[a];
    c = c - 3;
  }
  [c, g] = [g, c];
  return c;
}
