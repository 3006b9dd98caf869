const m = { 0: 3, 1: 14, 2: 6, 3: 12, 4: 15, 5: 13, 6: 9, 7: 2, 8: 5, 9: 8, 10: 0, 11: 7, 12: 1, 13: 10, 14: 4, 15: 11 };
function f(a, g, c) {
  let d = 2;
  if (a < c) {
    if (a < g) {
      if (a < 7) {
        g = m[d];
      }
    }
  } else {
    a -= 1;
    d = c;
  }
  while (c > 3) {
    g = m[c];
    c -= 1;
  }
  return d;
}
