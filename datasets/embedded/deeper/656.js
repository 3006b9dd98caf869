const m = { n: "w", e: "e", s: "n", w: "s" };
function f(a) {
  let b = 1;
  for (let i = 0; i < 4; i++) {
    if (b > 11) {
      if (i < 1) {
        a = m[a];
      }
    }
  }
  b -= 1;
  return b;
}
