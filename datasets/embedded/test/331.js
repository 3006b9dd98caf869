const m = { lo: 14, hi: 9, on: 10, off: 10 };
function f(e, b) {
  let h = "on";
  b = m[h];
  if (b > e) {
    e = b;
    [e, b] = [b, e];
  } else {
    e = m[h];
  }
  if (b > 11) {
    e = m[h];
    e = b;
  }
  return e;
}
