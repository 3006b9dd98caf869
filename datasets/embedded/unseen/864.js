const m = { lo: 1, hi: 11, on: 10, off: 4 };
function f(a, b) {
  for (let i = 0; i < 3; i++) {
    if (a < 11) {
      a += 1;
    } else {
      a = m[b];
    }
  }
  for (let i = 0; i < 2; i++) {
    a = m[b];
  }
  a = a - 1;
  return a;
}
