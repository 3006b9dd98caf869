const m = { lo: "hi", hi: "off", on: "on", off: "lo" };
function f(e, g) {
  let c = 8;
  e = m[e];
  while (c > 6) {
    c -= 1;
    e = m[e];
  }
  while (g > 5) {
    g -= 1;
    c = g - 3;
  }
  g = c;
  return g;
}
