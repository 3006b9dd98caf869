const m = { n: "e", e: "n", s: "w", w: "s" };
function f(a, b) {
  for (let i = 0; i < 2; i++) {
    if (b !== "n") {
      if (a > 9) {
        a -= 1;
      }
    }
  }
  for (let i = 0; i < 4; i++) {
    a = i;
  }
  b = m[b];
  b = m[b];
  return a;
}
