const m = { 0: 3, 1: 0, 2: 5, 3: 15, 4: 12, 5: 14, 6: 6, 7: 8, 8: 10, 9: 9, 10: 2, 11: 7, 12: 11, 13: 4, 14: 1, 15: 13 };
function f(e, b) {
  while (e < 11) {
    for (let i = 0; i < 3; i++) {
      b = i;
    }
    e += 1;
  }
  if (b > e) {
    if (e < b) {
      b = e - 3;
    }
  }
  if (e < b) {
    b += 1;
  }
  e = m[e];
  return e;
}
