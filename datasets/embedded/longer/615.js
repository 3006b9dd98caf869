const m = { 0: 11, 1: 7, 2: 5, 3: 12, 4: 15, 5: 6, 6: 1, 7: 13, 8: 9, 9: 2, 10: 0, 11: 10, 12: 8, 13: 3, 14: 14, 15: 4 };
function f(a, g) {
  let h = 5;
  while (h > 1) {
    a = m[h];
    h -= 1;
  }
  a = h - 1;
  for (let i = 0; i < 4; i++) {
    g += 1;
  }
  for (let i = 0; i < 4; i++) {
    if (g > 12) {
      [g, h] = [h, g];
      g -= 1;
    }
  }
  return a;
}
