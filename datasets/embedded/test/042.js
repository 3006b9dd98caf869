const m = { 0: 10, 1: 1, 2: 11, 3: 2, 4: 14, 5: 9, 6: 7, 7: 5, 8: 12, 9: 6, 10: 4, 11: 13, 12: 0, 13: 8, 14: 15, 15: 3 };
function f(e, b, c) {
  c = b;
  [c, e] = [e, c];
  for (let i = 0; i < 4; i++) {
    [b, e] = [e, b];
  }
  c = m[c];
  b = m[c];
  for (let i = 0; i < 4; i++) {
    c -= 1;
    [e, c] = [c, e];
  }
  return e;
}
