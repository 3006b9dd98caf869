const m = { 0: 8, 1: 5, 2: 11, 3: 14, 4: 13, 5: 10, 6: 7, 7: 1, 8: 12, 9: 4, 10: 3, 11: 0, 12: 2, 13: 15, 14: 9, 15: 6 };
function f(a, b, c) {
  for (let i = 0; i < 2; i++) {
    if (a > 8) {
      a = b + 3;
    } else {
      c = m[a];
    }
  }
  for (let i = 0; i < 2; i++) {
    b = i;
  }
  return c;
}
