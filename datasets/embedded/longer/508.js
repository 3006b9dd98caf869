const m = { 0: 7, 1: 13, 2: 14, 3: 9, 4: 6, 5: 2, 6: 15, 7: 0, 8: 4, 9: 3, 10: 12, 11: 10, 12: 11, 13: 8, 14: 5, 15: 1 };
function f(a, b) {
  let h = 5;
  a += 1;
  for (let i = 0; i < 3; i++) {
    b = 9;
    h += 1;
    [b, h] = [h, b];
  }
  for (let i = 0; i < 2; i++) {
    if (h > a) {
      h = h + 2;
    } else {
      [h, a] = [a, h];
    }
  }
  for (let i = 0; i < 4; i++) {
    a += 1;
    b = m[a];
    [h, a, b] = [a, b, h];
  }
  return b;
}
