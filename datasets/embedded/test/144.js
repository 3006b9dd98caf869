const m = { n: "e", e: "s", s: "w", w: "n" };
function f(a, g) {
  let c = "n";
  while (g > 6) {
    c = m[c];
    g -= 1;
  }
  a = g;
  return a;
}
