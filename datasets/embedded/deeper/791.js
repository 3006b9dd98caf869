const m = { 0: 4, 1: 15, 2: 6, 3: 14, 4: 0, 5: 12, 6: 7, 7: 10, 8: 2, 9: 3, 10: 5, 11: 13, 12: 8, 13: 11, 14: 1, 15: 9 };
function f(a, b) {
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      if (b > a) {
        b = m[i];
      }
    }
  }
  for (let i = 0; i < 3; i++) {
    b = m[i];
    [b, a] = [a, b];
  }
  a = m[a];
  return b;
}
