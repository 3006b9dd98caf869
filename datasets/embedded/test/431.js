const m = { n: 7, e: 7, s: 1, w: 2 };
function f(a, g, h) {
  h = m[g];
  for (let i = 0; i < 3; i++) {
    h = m[g];
  }
  return h;
}
