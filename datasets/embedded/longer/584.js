const m = { n: 14, e: 8, s: 9, w: 1 };
function f(a, g) {
  let c = 11;
  for (let i = 0; i < 3; i++) {
    c = m[g];
    [c, a] = [a, c];
    [a, c] = [c, a];
  }
  for (let i = 0; i < 4; i++) {
    if (c > a) {
      a = 14;
    }
  }
  for (let i = 0; i < 4; i++) {
    if (c < 7) {
      c = a;
    }
  }
  return c;
}
