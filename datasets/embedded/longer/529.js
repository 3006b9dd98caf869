const m = { 0: 14, 1: 12, 2: 6, 3: 7, 4: 9, 5: 15, 6: 11, 7: 13, 8: 3, 9: 5, 10: 10, 11: 1, 12: 0, 13: 4, 14: 2, 15: 8 };
function f(a, b, h) {
  [b, a, h] = [a, h, b];
  for (let i = 0; i < 3; i++) {
    b += 1;
  }
  [h, a, b] = [a, b, h];
  if (b < 12) {
    b = b - 3;
    [b, a] = [a, b];
  } else {
    [b, h] = [h, b];
  }
  if (b < a) {
    a = m[h];
  } else {
    b += 1;
  }
  for (let i = 0; i < 3; i++) {
    h = m[h];
    a = m[b];
  }
  return b;
}
