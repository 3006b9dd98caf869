const m = { lo: 13, hi: 14, on: 0, off: 14 };
function f(a, g, h) {
  [h, a] = [a, h];
  for (let i = 0; i < 4; i++) {
    if (g === "lo") {
      h = h + 1;
    }
  }
  if (a < h) {
    a = m[g];
  } else {
    h = a + 1;
  }
  return h;
}
