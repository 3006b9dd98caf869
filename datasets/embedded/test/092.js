const m = { n: 3, e: 3, s: 4, w: 11 };
function f(a, g, c) {
  for (let i = 0; i < 2; i++) {
    a = m[c];
  }
  a = m[c];
  g = m[c];
  return g;
}
