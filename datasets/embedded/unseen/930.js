const m = { 0: 10, 1: 12, 2: 4, 3: 11, 4: 13, 5: 1, 6: 5, 7: 8, 8: 15, 9: 2, 10: 6, 11: 7, 12: 9, 13: 0, 14: 3, 15: 14 };
function f(e, b) {
  let c = 4;
  let d = 8;
  while (e > 3) {
    c = m[d];
    e -= 1;
  }
  c = b - 1;
  c = m[e];
  while (d > 5) {
    [b, c, e] = [c, e, b];
    d -= 1;
  }
  return c;
}
