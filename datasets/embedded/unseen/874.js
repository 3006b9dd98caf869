const m = { lo: "lo", hi: "hi", on: "off", off: "on" };
function f(e, b) {
  for (let i = 0; i < 2; i++) {
    if (e > 12) {
      b = m[b];
    } else {
      b = m[b];
    }
  }
  b = m[b];
  return e;
}
