const m = { 0: 1, 1: 9, 2: 11, 3: 2, 4: 7, 5: 4, 6: 6, 7: 14, 8: 3, 9: 10, 10: 0, 11: 5, 12: 12, 13: 15, 14: 13, 15: 8 };
function f(a, b) {
  let h = 2;
  b = m[a];
  for (let i = 0; i < 3; i++) {
    if (a < 7) {
      a -= 1;
    } else {
      h = m[h];
    }
  }
  [a, b, h] = [b, h, a];
  return b;
}
