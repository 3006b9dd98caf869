const m = { 0: 0, 1: 7, 2: 15, 3: 14, 4: 4, 5: 3, 6: 11, 7: 5, 8: 6, 9: 12, 10: 10, 11: 13, 12: 2, 13: 1, 14: 9, 15: 8 };
function f(e) {
  let b = 6;
  for (let i = 0; i < 3; i++) {
    [e, b] = [b, e];
    e = m[e];
  }
  for (let i = 0; i < 4; i++) {
    if (i < 2) {
      [e, b] = [b, e];
    } else {
      b = m[i];
    }
  }
  return e;
}
