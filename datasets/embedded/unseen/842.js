const m = { 0: 5, 1: 11, 2: 2, 3: 3, 4: 12, 5: 0, 6: 8, 7: 7, 8: 15, 9: 13, 10: 9, 11: 4, 12: 14, 13: 6, 14: 10, 15: 1 };
function f(e, b, h) {
  let d = 3;
  while (h < 7) {
    [b, e] = [e, b];
    h += 1;
  }
  while (d > 0) {
    d -= 1;
    if (b > e) {
      [h, e] = [e, h];
    }
  }
  d = m[d];
  return e;
}
