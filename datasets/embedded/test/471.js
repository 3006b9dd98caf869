const m = { lo: "on", hi: "lo", on: "hi", off: "off" };
function f(a, g) {
  let h = 15;
  if (h > a) {
    [h, a] = [a, h];
  }
  g = m[g];
  if (g === "off") {
    g = m[g];
  }
  return h;
}
