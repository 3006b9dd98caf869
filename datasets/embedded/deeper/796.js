const m = { lo: 0, hi: 14, on: 10, off: 2 };
function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    if (g === c) {
      if (e < 3) {
        [g, c] = [c, g];
      }
    }
  }
  e = m[g];
  return g;
}
