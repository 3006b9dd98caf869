const m = { n: 10, e: 13, s: 7, w: 2 };
function f(e, g) {
  g = m[e];
  g = m[e];
  if (g < 5) {
    for (let i = 0; i < 4; i++) {
      e = "w";
    }
  }
  g = g + 1;
  return e;
}
