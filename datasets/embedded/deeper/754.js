const m = { 0: 5, 1: 2, 2: 7, 3: 4, 4: 14, 5: 13, 6: 1, 7: 3, 8: 9, 9: 11, 10: 0, 11: 6, 12: 12, 13: 10, 14: 8, 15: 15 };
function f(e, g) {
  let h = 6;
  let d = 4;
  if (e > h) {
    if (e < 12) {
      while (h > 2) {
        d = m[e];
        h -= 1;
      }
    }
  } else {
    [d, g, e] = [g, e, d];
    e = e + 1;
  }
  h = 8;
  return e;
}
