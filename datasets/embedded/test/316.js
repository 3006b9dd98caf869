const m = { lo: "on", hi: "off", on: "hi", off: "lo" };
function f(e, b) {
  let c = 7;
  [e, b] = [b, e];
  e = m[b];
  [e, b] = [b, e];
  if (e === "lo") {
    c += 1;
    e = m[b];
  }
  if (b === "on") {
    c -= 1;
  }
  return b;
}
