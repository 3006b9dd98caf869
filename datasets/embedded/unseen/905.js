const m = { lo: "hi", hi: "on", on: "lo", off: "off" };
function f(e, g) {
  let c = 2;
  let d = "hi";
  g = m[d];
  while (c > 1) {
    if (e < 6) {
      [d, g] = [g, d];
    }
    c -= 1;
  }
  e = 8;
  [g, d] = [d, g];
  d = m[g];
  return e;
}
