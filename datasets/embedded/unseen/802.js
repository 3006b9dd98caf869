const m = { 0: 6, 1: 4, 2: 11, 3: 14, 4: 2, 5: 5, 6: 9, 7: 7, 8: 10, 9: 13, 10: 12, 11: 15, 12: 3, 13: 1, 14: 0, 15: 8 };
function f(e, b) {
  b = b + 2;
  for (let i = 0; i < 3; i++) {
    if (b < e) {
      b = b - 2;
    } else {
      e = m[b];
    }
  }
  for (let i = 0; i < 2; i++) {
    [b, e] = [e, b];
  }
  [e, b] = [b, e];
  return e;
}
