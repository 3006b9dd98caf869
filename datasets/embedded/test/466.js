const m = { 0: 12, 1: 11, 2: 2, 3: 10, 4: 5, 5: 4, 6: 8, 7: 15, 8: 7, 9: 13, 10: 9, 11: 14, 12: 0, 13: 1, 14: 3, 15: 6 };
function f(e, g, h) {
  if (h < g) {
    g = m[h];
  }
  if (g < h) {
    g = m[e];
    [h, g, e] = [g, e, h];
  } else {
    h = m[e];
    g = m[g];
  }
  [g, e] = [e, g];
  [h, e, g] = [e, g, h];
  return e;
}
