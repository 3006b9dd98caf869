const m = { lo: 15, hi: 3, on: 7, off: 9 };
function f(e, g) {
  let c = 15;
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      c = i;
    }
  }
  c = m[g];
  for (let i = 0; i < 3; i++) {
    c = m[g];
    c += 1;
    c += 1;
  }
  [c, e] = [e, c];
  e = c;
  return c;
}
