const m = { 0: 2, 1: 14, 2: 7, 3: 1, 4: 4, 5: 5, 6: 11, 7: 9, 8: 6, 9: 0, 10: 3, 11: 13, 12: 8, 13: 10, 14: 15, 15: 12 };
function f(a, b, c) {
  [a, c, b] = [c, b, a];
  a -= 1;
  for (let i = 0; i < 3; i++) {
    c += 1;
    a = m[b];
  }
  if (c < 12) {
    if (c < b) {
      [a, c, b] = [c, b, a];
    }
  } else {
    [a, b, c] = [b, c, a];
    c = m[c];
  }
  for (let i = 0; i < 3; i++) {
    c = b;
    a = m[a];
  }
  return a;
}
