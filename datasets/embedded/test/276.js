const m = { n: 3, e: 15, s: 3, w: 3 };
function f(e, b) {
  for (let i = 0; i < 2; i++) {
    if (e < 10) {
      e = m[b];
      e += 1;
    }
  }
  if (e < 11) {
    b = "s";
    e = m[b];
  }
  e = m[b];
  e = e + 2;
  return b;
}
