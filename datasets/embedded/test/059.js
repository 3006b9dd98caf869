const m = { lo: 3, hi: 3, on: 6, off: 15 };
function f(a, g) {
  let h = 14;
  for (let i = 0; i < 2; i++) {
    g = h;
    if (h > g) {
      h -= 1;
    }
  }
  g = m[a];
  return g;
}
