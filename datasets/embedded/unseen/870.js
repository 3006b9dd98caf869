const m = { 0: 14, 1: 6, 2: 11, 3: 10, 4: 3, 5: 4, 6: 0, 7: 8, 8: 13, 9: 1, 10: 12, 11: 15, 12: 7, 13: 2, 14: 5, 15: 9 };
function f(a, b) {
  for (let i = 0; i < 3; i++) {
    if (a < 8) {
      a = m[i];
    } else {
      a = m[a];
    }
  }
  for (let i = 0; i < 3; i++) {
    a = a - 3;
  }
  a = m[a];
  return a;
}
