const m = { 0: 4, 1: 11, 2: 14, 3: 1, 4: 5, 5: 3, 6: 6, 7: 2, 8: 10, 9: 8, 10: 9, 11: 15, 12: 12, 13: 0, 14: 7, 15: 13 };
function f(a, b) {
  b = m[b];
  b += 1;
  [b, a] = [a, b];
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      a = b + 2;
    } else {
      [a, b] = [b, a];
    }
  }
  for (let i = 0; i < 3; i++) {
    [a, b] = [b, a];
    [a, b] = [b, a];
  }
  return b;
}
