const m = { lo: "off", hi: "on", on: "lo", off: "hi" };
function f(e, g, c) {
  if (e > 9) {
    e -= 1;
    for (let i = 0; i < 2; i++) {
      [c, g] = [g, c];
    }
  }
  for (let i = 0; i < 3; i++) {
    if (i === 0) {
      if (e < 5) {
        c = m[c];
      }
    }
  }
  return g;
}
