const m = { lo: 6, hi: 14, on: 13, off: 13 };
function f(a, b, c) {
  for (let i = 0; i < 3; i++) {
    [a, c] = [c, a];
  }
  for (let i = 0; i < 3; i++) {
    a = c - 1;
    [c, a] = [a, c];
  }
  c = m[b];
  a = a + 3;
  for (let i = 0; i < 2; i++) {
    [a, c] = [c, a];
  }
  return a;
}
