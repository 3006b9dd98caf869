const m = { lo: 15, hi: 9, on: 3, off: 12 };
function f(a, g) {
  let c = 13;
  for (let i = 0; i < 2; i++) {
    c = m[g];
  }
  for (let i = 0; i < 2; i++) {
    if (g === "hi") {
      a = c - 1;
    } else {
      c = m[g];
    }
  }
  return c;
}
