const m = { lo: 15, hi: 9, on: 15, off: 1 };
function f(a, g) {
  if (g > 6) {
    g = g - 2;
  }
  for (let i = 0; i < 3; i++) {
    if (g > 4) {
      g = m[a];
    }
  }
  g = m[a];
  g = g + 2;
  g = g - 1;
  return g;
}
