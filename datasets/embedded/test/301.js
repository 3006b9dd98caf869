const m = { lo: "off", hi: "on", on: "hi", off: "lo" };
function f(e, b, c) {
  let d = 13;
  b = d;
  if (d > b) {
    if (c === "off") {
      [d, e, b] = [e, b, d];
    }
  }
  [d, b, e] = [b, e, d];
  c = m[c];
  c = m[c];
  return b;
}
