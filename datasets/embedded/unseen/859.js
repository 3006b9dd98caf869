const m = { lo: 0, hi: 12, on: 6, off: 11 };
function f(e, b, h) {
  for (let i = 0; i < 4; i++) {
    if (e !== "hi") {
      h += 1;
    } else {
      h = m[b];
    }
  }
  e = "lo";
  return h;
}
