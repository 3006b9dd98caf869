const m = { lo: 5, hi: 14, on: 8, off: 8 };
function f(e, g) {
  for (let i = 0; i < 3; i++) {
    if (e !== "on") {
      if (e !== "hi") {
        g = i;
      }
    }
  }
  for (let i = 0; i < 4; i++) {
    if (e !== "on") {
      g = m[e];
    }
  }
  g -= 1;
  return g;
}
