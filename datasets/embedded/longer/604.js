const m = { 0: 6, 1: 2, 2: 12, 3: 0, 4: 5, 5: 7, 6: 3, 7: 4, 8: 14, 9: 15, 10: 8, 11: 13, 12: 9, 13: 11, 14: 10, 15: 1 };
function f(a, b, c) {
  for (let i = 0; i < 3; i++) {
    if (a < 11) {
      [b, c, a] = [c, a, b];
      a = c - 3;
    }
  }
  c = m[a];
  a = m[b];
  if (a < 8) {
    a = c;
    a = m[a];
  }
  c = m[c];
  if (c > 4) {
    b = c + 1;
  }
  for (let i = 0; i < 4; i++) {
    b -= 1;
  }
  return a;
}
