const m = { lo: 10, hi: 4, on: 1, off: 2 };
function f(a, b) {
  if (b < 11) {
    if (a !== "off") {
      b += 1;
    }
  } else {
    if (a === "off") {
      b = b - 1;
    }
  }
  b = m[a];
  b = m[a];
  return b;
}
