const m = { lo: 3, hi: 7, on: 10, off: 7 };
function f(e, g) {
  let h = 13;
  for (let i = 0; i < 3; i++) {
    if (e === "on") {
      if (g > 10) {
        g -= 1;
      }
    }
  }
  h = m[e];
  [h, g] = [g, h];
  return g;
}
