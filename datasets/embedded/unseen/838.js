const m = { 0: 6, 1: 11, 2: 0, 3: 12, 4: 9, 5: 5, 6: 8, 7: 10, 8: 7, 9: 2, 10: 3, 11: 4, 12: 14, 13: 15, 14: 1, 15: 13 };
function f(e, b) {
  let c = 14;
  for (let i = 0; i < 3; i++) {
    if (c < b) {
      c -= 1;
    } else {
      c = m[i];
    }
  }
  [e, b] = [b, e];
  [c, e] = [e, c];
  c = m[c];
  return e;
}
