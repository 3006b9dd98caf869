const m = { lo: "on", hi: "hi", on: "off", off: "lo" };
function f(e, g, h) {
  [e, h] = [h, e];
  e = m[h];
  e = m[h];
  for (let i = 0; i < 4; i++) {
    if (i === 1) {
      [e, h] = [h, e];
    } else {
      h = m[e];
    }
  }
  return h;
}
