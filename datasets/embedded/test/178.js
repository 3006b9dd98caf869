const m = { lo: 6, hi: 10, on: 2, off: 14 };
function f(a, b, h) {
  for (let i = 0; i < 4; i++) {
    [h, a] = [a, h];
  }
  a = m[b];
  return a;
}
