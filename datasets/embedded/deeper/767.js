const m = { lo: "lo", hi: "hi", on: "off", off: "on" };
function f(a, g) {
  if (a > 3) {
    for (let i = 0; i < 4; i++) {
      if (g === "lo") {
        g = m[g];
      }
    }
  } else {
    a -= 1;
  }
  return g;
}
