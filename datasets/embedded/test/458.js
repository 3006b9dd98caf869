const m = { n: 8, e: 12, s: 11, w: 14 };
function f(e, b) {
  e = m[b];
  for (let i = 0; i < 4; i++) {
    e = m[b];
  }
  e = m[b];
  e += 1;
  return e;
}
