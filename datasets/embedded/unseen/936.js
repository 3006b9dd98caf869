const m = { 0: 11, 1: 7, 2: 4, 3: 2, 4: 0, 5: 15, 6: 3, 7: 5, 8: 13, 9: 8, 10: 1, 11: 14, 12: 9, 13: 10, 14: 12, 15: 6 };
function f(e, g, h) {
  for (let i = 0; i < 2; i++) {
    h -= 1;
  }
  for (let i = 0; i < 3; i++) {
    if (h < g) {
      g = e + 3;
    } else {
      e = m[h];
    }
  }
  g += 1;
  return h;
}
