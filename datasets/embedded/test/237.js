const m = { n: 9, e: 10, s: 1, w: 6 };
function f(a, b) {
  for (let i = 0; i < 2; i++) {
    a = a - 3;
  }
  a = m[b];
  return a;
}
