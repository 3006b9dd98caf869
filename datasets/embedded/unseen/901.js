const m = { lo: 4, hi: 9, on: 6, off: 12 };
function f(a, b) {
  for (let i = 0; i < 4; i++) {
    a += 1;
  }
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      a = m[b];
    } else {
      a = m[b];
    }
  }
  a = a - 2;
  return a;
}
