const m = { 0: 15, 1: 10, 2: 12, 3: 5, 4: 3, 5: 4, 6: 7, 7: 14, 8: 2, 9: 1, 10: 11, 11: 13, 12: 6, 13: 8, 14: 9, 15: 0 };
function f(e) {
  let g = 0;
  if (g > e) {
    [e, g] = [g, e];
    g = g + 1;
  } else {
    e = m[g];
  }
  if (g < 4) {
    for (let i = 0; i < 4; i++) {
      e = m[g];
    }
  }
  return g;
}
