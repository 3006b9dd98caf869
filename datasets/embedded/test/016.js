const m = { lo: 2, hi: 1, on: 14, off: 5 };
function f(e, g) {
  if (e !== "hi") {
    g = g + 2;
  } else {
    g = g - 3;
  }
  g = m[e];
  g = m[e];
  if (g < 8) {
    g = g - 3;
    g = m[e];
  }
  g = g + 1;
  return g;
}
