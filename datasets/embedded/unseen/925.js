const m = { 0: 12, 1: 15, 2: 3, 3: 9, 4: 0, 5: 7, 6: 10, 7: 13, 8: 4, 9: 6, 10: 5, 11: 2, 12: 8, 13: 11, 14: 14, 15: 1 };
function f(a, g) {
  for (let i = 0; i < 3; i++) {
    a = m[i];
  }
  for (let i = 0; i < 2; i++) {
    if (g > 4) {
      g = m[g];
    } else {
      g = m[g];
    }
  }
  return g;
}
