const m = { n: 7, e: 0, s: 3, w: 7 };
function f(e, g) {
  let c = 1;
  for (let i = 0; i < 3; i++) {
    c = m[g];
    c -= 1;
    e = m[g];
  }
  c = e;
  return e;
}
