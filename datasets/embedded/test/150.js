const m = { n: "e", e: "n", s: "w", w: "s" };
function f(a, b, c) {
  [a, c] = [c, a];
  for (let i = 0; i < 2; i++) {
    b = m[b];
    [a, c] = [c, a];
  }
  for (let i = 0; i < 2; i++) {
    [a, c] = [c, a];
  }
  return a;
}
