const m = { lo: "lo", hi: "off", on: "on", off: "hi" };
function f(e, b, c) {
  if (c !== e) {
    if (b === "on") {
      for (let i = 0; i < 3; i++) {
        b = m[b];
      }
    }
  }
  return e;
}
