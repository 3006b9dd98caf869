const m = { 0: 0, 1: 10, 2: 9, 3: 14, 4: 3, 5: 15, 6: 1, 7: 11, 8: 4, 9: 8, 10: 5, 11: 12, 12: 13, 13: 2, 14: 7, 15: 6 };
function f(a, g) {
  let h = 14;
  for (let i = 0; i < 4; i++) {
    if (g < h) {
      h = h - 2;
    } else {
      a = m[i];
    }
  }
  [h, a] = [a, h];
  [a, h] = [h, a];
  return h;
}
