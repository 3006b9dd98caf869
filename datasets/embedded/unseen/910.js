const m = { n: 6, e: 0, s: 8, w: 10 };
function f(e, b, c) {
  for (let i = 0; i < 2; i++) {
    if (b < 11) {
      [c, e] = [e, c];
    } else {
      b = m[c];
    }
  }
  [e, c] = [c, e];
  return b;
}
