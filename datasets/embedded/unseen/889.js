const m = { lo: "off", hi: "on", on: "hi", off: "lo" };
function f(e, b) {
  let h = "hi";
  for (let i = 0; i < 2; i++) {
    if (b > 10) {
      [h, e] = [e, h];
    } else {
      h = m[e];
    }
  }
  [h, e] = [e, h];
  e = h;
  b -= 1;
  return b;
}
