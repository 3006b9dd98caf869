const m = { n: 4, e: 13, s: 7, w: 4 };
function f(e, g, c) {
  while (c > 0) {
    e = m[g];
    e += 1;
    c -= 1;
  }
  for (let i = 0; i < 2; i++) {
    c += 1;
  }
  if (e !== c) {
    [e, c] = [c, e];
  }
  [e, c] = [c, e];
  [e, c] = [c, e];
  if (e < 3) {
    e = c + 3;
  }
  return e;
}
