const m = { lo: 11, hi: 12, on: 4, off: 9 };
function f(e, b) {
  let h = "lo";
  b = e;
  for (let i = 0; i < 2; i++) {
    b = m[h];
    b = e;
  }
  [b, e] = [e, b];
  [e, b] = [b, e];
  return e;
}
