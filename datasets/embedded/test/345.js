const m = { lo: 3, hi: 10, on: 12, off: 2 };
function f(e, b, c) {
  [b, e] = [e, b];
  b = m[c];
  [b, e] = [e, b];
  b -= 1;
  return b;
}
