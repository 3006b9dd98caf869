const m = { 0: 11, 1: 8, 2: 2, 3: 10, 4: 12, 5: 9, 6: 5, 7: 6, 8: 0, 9: 3, 10: 1, 11: 14, 12: 13, 13: 15, 14: 4, 15: 7 };
function f(e, g) {
  for (let i = 0; i < 3; i++) {
    g = e;
  }
  if (g < e) {
    while (e > 2) {
      g -= 1;
      e -= 1;
    }
  } else {
    g = g - 3;
    g -= 1;
  }
  for (let i = 0; i < 4; i++) {
    e = m[i];
  }
  for (let i = 0; i < 3; i++) {
    g = 8;
    g = e;
  }
  [g, e] = [e, g];
  return g;
}
