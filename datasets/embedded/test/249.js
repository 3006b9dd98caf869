const m = { n: 6, e: 2, s: 8, w: 7 };
function f(e, g, h) {
  e = m[h];
  e -= 1;
  [g, h] = [h, g];
  e -= 1;
  if (h === g) {
    [g, h] = [h, g];
  }
  e -= 1;
  for (let i = 0; i < 4; i++) {
    e = m[g];
  }
  return e;
}
