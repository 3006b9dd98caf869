const m = { 0: 15, 1: 12, 2: 10, 3: 0, 4: 6, 5: 9, 6: 5, 7: 2, 8: 7, 9: 1, 10: 14, 11: 3, 12: 4, 13: 11, 14: 13, 15: 8 };
function f(e, b) {
  let c = 6;
  [e, b] = [b, e];
  [e, b] = [b, e];
  b = b - 3;
  if (e < 4) {
    e = m[e];
  } else {
    [c, b, e] = [b, e, c];
  }
  e = c;
  for (let i = 0; i < 3; i++) {
    b = b - 1;
    if (e !== c) {
      c -= 1;
    }
  }
  for (let i = 0; i < 4; i++) {
    e = b - 1;
  }
  [c, e, b] = [e, b, c];
  return b;
}
