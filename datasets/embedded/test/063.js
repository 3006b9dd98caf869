const m = { lo: "off", hi: "on", on: "hi", off: "lo" };
function f(e, g) {
  let c = 2;
  c = 5;
  g += 1;
  [g, c] = [c, g];
  if (e !== "hi") {
    [c, g] = [g, c];
  }
  e = m[e];
  g = g - 1;
  [c, g] = [g, c];
  return g;
}
