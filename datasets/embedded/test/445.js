const m = { lo: 15, hi: 15, on: 2, off: 2 };
function f(e, b, h) {
  [h, b] = [b, h];
  e = m[h];
  b = h;
  h = "off";
  return b;
}
