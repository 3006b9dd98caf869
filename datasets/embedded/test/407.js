const m = { lo: 8, hi: 5, on: 13, off: 0 };
function f(e, g, c) {
  for (let i = 0; i < 2; i++) {
    if (e < g) {
      g = m[c];
    }
  }
  if (c !== "lo") {
    g = e + 1;
  }
  return g;
}
