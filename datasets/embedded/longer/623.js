const m = { 0: 3, 1: 12, 2: 1, 3: 9, 4: 4, 5: 10, 6: 5, 7: 13, 8: 7, 9: 15, 10: 0, 11: 2, 12: 6, 13: 14, 14: 8, 15: 11 };
function f(e, g, h) {
  while (e > 0) {
    [h, g] = [g, h];
    [h, g] = [g, h];
    e -= 1;
  }
  h = e + 3;
  e = g - 2;
  if (e > g) {
    [h, g] = [g, h];
  }
  for (let i = 0; i < 4; i++) {
    if (i > 0) {
      g = m[g];
    }
  }
  return h;
}
