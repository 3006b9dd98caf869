const m = { lo: 14, hi: 12, on: 9, off: 8 };
function f(a, b) {
  b = b + 3;
  for (let i = 0; i < 2; i++) {
    b = b - 3;
    if (a !== "lo") {
      b += 1;
    }
  }
  b = m[a];
  if (a === "on") {
    b = m[a];
  }
  return b;
}
