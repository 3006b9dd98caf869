const m = { lo: 3, hi: 12, on: 2, off: 6 };
function f(e, b) {
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      if (b === "lo") {
        e = e + 2;
      }
    }
  }
  e = m[b];
  return e;
}
