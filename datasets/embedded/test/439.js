const m = { lo: "lo", hi: "hi", on: "off", off: "on" };
function f(e) {
  let g = 12;
  let c = 4;
  while (c > 0) {
    e = m[e];
    c -= 1;
  }
  if (c > 8) {
    if (g < 8) {
      e = m[e];
    }
  }
  return e;
}
