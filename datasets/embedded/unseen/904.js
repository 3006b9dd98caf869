const m = { 0: 9, 1: 15, 2: 0, 3: 6, 4: 10, 5: 7, 6: 11, 7: 13, 8: 1, 9: 3, 10: 2, 11: 4, 12: 12, 13: 5, 14: 14, 15: 8 };
function f(e, g) {
  let h = 11;
  for (let i = 0; i < 3; i++) {
    if (h !== e) {
      h = g - 2;
    } else {
      h = m[i];
    }
  }
  [e, h, g] = [h, g, e];
  return h;
}
