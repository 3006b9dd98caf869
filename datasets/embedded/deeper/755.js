const m = { n: "n", e: "w", s: "e", w: "s" };
function f(a, g, c) {
  if (c < 4) {
    if (a === c) {
      if (a < 5) {
        a = c;
      }
    }
  }
  for (let i = 0; i < 2; i++) {
    g = m[g];
    [c, a] = [a, c];
    a = c;
  }
  return a;
}
