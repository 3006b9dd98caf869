const m = { 0: 8, 1: 4, 2: 1, 3: 5, 4: 11, 5: 6, 6: 14, 7: 3, 8: 12, 9: 7, 10: 10, 11: 15, 12: 2, 13: 0, 14: 13, 15: 9 };
function f(a, g, c) {
  for (let i = 0; i < 2; i++) {
    [g, c] = [c, g];
  }
  for (let i = 0; i < 4; i++) {
    if (a < c) {
      g = c;
    } else {
      g = m[g];
    }
  }
  [a, c] = [c, a];
  g = a;
  return a;
}
