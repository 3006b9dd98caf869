const m = { 0: 2, 1: 14, 2: 0, 3: 8, 4: 6, 5: 11, 6: 12, 7: 7, 8: 9, 9: 4, 10: 10, 11: 3, 12: 15, 13: 5, 14: 1, 15: 13 };
function f(a, b, h) {
  a = m[h];
  h = m[b];
  for (let i = 0; i < 4; i++) {
    [h, a, b] = [a, b, h];
    [h, b] = [b, h];
    a = 2;
  }
  b = m[a];
  a = m[h];
  [a, b] = [b, a];
  if (h > 7) {
    [a, h, b] = [h, b, a];
  } else {
    a = m[b];
  }
  return a;
}
