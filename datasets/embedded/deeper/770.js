const m = { lo: 14, hi: 13, on: 3, off: 7 };
function f(e, g) {
  let c = 5;
  for (let i = 0; i < 3; i++) {
    while (g < 8) {
      g += 1;
      c -= 1;
    }
  }
  if (g > 9) {
    if (e !== "off") {
      if (g < c) {
        g = m[e];
      }
    }
  }
  return c;
}
