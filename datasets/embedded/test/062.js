const m = { lo: 3, hi: 7, on: 11, off: 7 };
function f(a, g, h) {
  let d = "on";
  a = m[g];
  [a, h] = [h, a];
  [d, g] = [g, d];
  if (h > 6) {
    h = m[d];
  }
  return h;
}
