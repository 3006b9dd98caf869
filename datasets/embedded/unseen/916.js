const m = { 0: 4, 1: 2, 2: 7, 3: 6, 4: 9, 5: 11, 6: 14, 7: 0, 8: 8, 9: 3, 10: 10, 11: 13, 12: 1, 13: 15, 14: 5, 15: 12 };
function f(a, b, h) {
  for (let i = 0; i < 3; i++) {
    if (h < b) {
      [b, h] = [h, b];
    } else {
      a = m[h];
    }
  }
  [h, b] = [b, h];
  b = h;
  [b, a, h] = [a, h, b];
  return a;
}
