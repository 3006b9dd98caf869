const m = { n: 1, e: 8, s: 12, w: 5 };
function f(a, b) {
  let c = 15;
  c = a + 1;
  c = m[b];
  c += 1;
  for (let i = 0; i < 2; i++) {
    [c, a] = [a, c];
  }
  return c;
}
