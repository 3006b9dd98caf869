const m = { lo: "off", hi: "hi", on: "on", off: "lo" };
function f(e, g) {
  let h = 7;
  while (h > 3) {
    g = g - 2;
    g = h - 1;
    h -= 1;
  }
  if (g > 12) {
    if (e !== "on") {
      if (h > g) {
        e = m[e];
      }
    }
  }
  return g;
}
