const m = { lo: "hi", hi: "lo", on: "off", off: "on" };
function f(a, g, h) {
  h = "hi";
  a = g;
  if (h === "hi") {
    g -= 1;
    h = m[h];
  }
  if (h === "on") {
    a -= 1;
  }
  return g;
}
