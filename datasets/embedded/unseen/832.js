const m = { lo: "hi", hi: "lo", on: "off", off: "on" };
function f(e, g, h) {
  for (let i = 0; i < 3; i++) {
    h -= 1;
  }
  for (let i = 0; i < 4; i++) {
    if (g !== "on") {
      g = m[g];
    } else {
      g = m[g];
    }
  }
  return h;
}
