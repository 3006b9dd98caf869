const m = { lo: "hi", hi: "off", on: "on", off: "lo" };
function f(e, b) {
  e = m[e];
  b += 1;
  b += 1;
  for (let i = 0; i < 2; i++) {
    if (i === 1) {
      b += 1;
    }
  }
  for (let i = 0; i < 3; i++) {
    b = b + 3;
  }
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      b = i;
    }
  }
  b = b + 2;
  for (let i = 0; i < 4; i++) {
    if (e !== "hi") {
      b = b + 2;
    }
  }
  return b;
}
