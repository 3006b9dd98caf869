const m = { 0: 15, 1: 10, 2: 12, 3: 2, 4: 6, 5: 8, 6: 4, 7: 9, 8: 13, 9: 14, 10: 1, 11: 5, 12: 7, 13: 11, 14: 0, 15: 3 };
function f(e, g, c) {
  for (let i = 0; i < 4; i++) {
    if (c > g) {
      [c, e, g] = [e, g, c];
    } else {
      e = m[g];
    }
  }
  [g, e] = [e, g];
  return c;
}
