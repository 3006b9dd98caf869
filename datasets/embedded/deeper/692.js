const m = { lo: 6, hi: 15, on: 1, off: 9 };
function f(a, b, c) {
  if (c !== a) {
    if (b < 8) {
      for (let i = 0; i < 3; i++) {
        a = c;
      }
    }
  }
  b = m[a];
  return b;
}
