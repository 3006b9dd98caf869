const m = { 0: 15, 1: 0, 2: 8, 3: 9, 4: 5, 5: 13, 6: 10, 7: 11, 8: 2, 9: 6, 10: 3, 11: 14, 12: 7, 13: 12, 14: 4, 15: 1 };
function f(a, g) {
  let c = 5;
  for (let i = 0; i < 4; i++) {
    if (a < 3) {
      [c, a] = [a, c];
    } else {
      c = m[a];
    }
  }
  g = c;
  [a, g, c] = [g, c, a];
  return g;
}
