const m = { lo: "hi", hi: "off", on: "on", off: "lo" };
function f(e, b) {
  let h = 7;
  for (let i = 0; i < 3; i++) {
    if (e === "on") {
      if (h > 9) {
        h = b;
      }
    }
  }
  e = m[e];
  e = m[e];
  e = m[e];
  return h;
}
