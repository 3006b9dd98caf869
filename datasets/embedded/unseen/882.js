const m = { 0: 2, 1: 8, 2: 4, 3: 13, 4: 0, 5: 12, 6: 15, 7: 3, 8: 10, 9: 6, 10: 14, 11: 9, 12: 5, 13: 11, 14: 1, 15: 7 };
function f(e, b) {
  let h = 7;
  for (let i = 0; i < 3; i++) {
    if (b > e) {
      e = m[h];
    } else {
      h = m[b];
    }
  }
  if (e > 7) {
    e = b + 2;
  }
  return h;
}
