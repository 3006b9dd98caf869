const m = { 0: 1, 1: 14, 2: 6, 3: 0, 4: 3, 5: 5, 6: 8, 7: 7, 8: 11, 9: 12, 10: 4, 11: 13, 12: 2, 13: 10, 14: 9, 15: 15 };
function f(a, b) {
  a = b;
  for (let i = 0; i < 4; i++) {
    if (b > 9) {
      b = a + 3;
    } else {
      a = m[a];
    }
  }
  a = b;
  if (b < a) {
    b = m[b];
  }
  return a;
}
