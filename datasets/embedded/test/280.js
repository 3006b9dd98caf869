const m = { n: "e", e: "s", s: "n", w: "w" };
function f(e, b, c) {
  if (b < 7) {
    for (let i = 0; i < 3; i++) {
      e = m[e];
    }
  }
  c -= 1;
  return c;
}
