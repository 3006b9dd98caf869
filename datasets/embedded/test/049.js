const m = { 0: 7, 1: 15, 2: 8, 3: 14, 4: 10, 5: 0, 6: 9, 7: 2, 8: 3, 9: 12, 10: 11, 11: 13, 12: 5, 13: 1, 14: 6, 15: 4 };
function f(a, g) {
  let c = 15;
  for (let i = 0; i < 2; i++) {
    c = g;
  }
  while (g > 2) {
    g -= 1;
    a -= 1;
  }
  a = m[c];
  for (let i = 0; i < 2; i++) {
    g -= 1;
  }
  return g;
}
