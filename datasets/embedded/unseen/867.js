const m = { lo: "lo", hi: "on", on: "hi", off: "off" };
function f(e, b) {
  let c = "lo";
  for (let i = 0; i < 4; i++) {
    c = m[c];
  }
  for (let i = 0; i < 3; i++) {
    if (c !== "off") {
      e -= 1;
    } else {
      c = m[c];
    }
  }
  return e;
}
