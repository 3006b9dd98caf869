const m = { lo: "hi", hi: "on", on: "lo", off: "off" };
function f(a, g) {
  let c = 0;
  g = "on";
  if (g !== "lo") {
    if (c < a) {
      for (let i = 0; i < 4; i++) {
        g = m[g];
      }
    }
  }
  return a;
}
