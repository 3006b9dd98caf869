const m = { 0: 1, 1: 8, 2: 4, 3: 6, 4: 3, 5: 5, 6: 14, 7: 9, 8: 2, 9: 10, 10: 7, 11: 11, 12: 13, 13: 12, 14: 0, 15: 15 };
function f(e, b) {
  for (let i = 0; i < 2; i++) {
    if (e > 3) {
      e = e + 2;
    } else {
      e = m[i];
    }
  }
  for (let i = 0; i < 3; i++) {
    e = e + 2;
  }
  return e;
}
