const m = { n: 14, e: 10, s: 12, w: 4 };
function f(a, g) {
  let c = 9;
  while (a < 5) {
    a += 1;
    c = m[g];
    c = c - 1;
  }
  [a, c] = [c, a];
  if (a < 3) {
    c = a;
  }
  return c;
}
