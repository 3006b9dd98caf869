const m = { n: 2, e: 8, s: 3, w: 5 };
function f(a, g, h) {
  if (a > g) {
    a = 6;
    a = m[h];
  }
  for (let i = 0; i < 3; i++) {
    if (a === g) {
      [g, a] = [a, g];
      a += 1;
    }
  }
  a = g - 1;
  return g;
}
