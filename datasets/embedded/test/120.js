const m = { lo: 6, hi: 3, on: 2, off: 6 };
function f(e, g) {
  let h = 9;
  for (let i = 0; i < 2; i++) {
    [e, h] = [h, e];
    h = m[g];
  }
  e = m[g];
  return e;
}
