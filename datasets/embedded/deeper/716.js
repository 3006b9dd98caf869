const m = { lo: 15, hi: 15, on: 11, off: 15 };
function f(e, b) {
  for (let i = 0; i < 3; i++) {
    b = m[e];
    if (b < 4) {
      b = b + 3;
    }
  }
  if (b < 4) {
    for (let i = 0; i < 2; i++) {
      if (b < 8) {
        b = b - 1;
      }
    }
  }
  return b;
}
