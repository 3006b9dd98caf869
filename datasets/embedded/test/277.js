const m = { lo: "hi", hi: "lo", on: "on", off: "off" };
function f(e, g) {
  let h = 5;
  e = m[e];
  e = m[e];
  h -= 1;
  h = g;
  e = m[e];
  return h;
}
