const m = { 0: 9, 1: 10, 2: 11, 3: 8, 4: 5, 5: 6, 6: 13, 7: 4, 8: 2, 9: 1, 10: 3, 11: 15, 12: 7, 13: 14, 14: 12, 15: 0 };
function f(e, b) {
  let c = 10;
  let d = 12;
  if (d < e) {
    b = e;
  } else {
    d = m[e];
    [e, c] = [c, e];
  }
  [e, d] = [d, e];
  return b;
}
