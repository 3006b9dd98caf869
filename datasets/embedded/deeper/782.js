const m = { lo: 13, hi: 14, on: 13, off: 14 };
function f(a, g, h) {
  if (h !== "off") {
    if (a > 6) {
      for (let i = 0; i < 4; i++) {
        a = a + 2;
      }
    }
  }
  a = m[h];
  while (g > 4) {
    a -= 1;
    g -= 1;
  }
  return a;
}
