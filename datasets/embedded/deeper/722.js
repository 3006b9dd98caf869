const m = { lo: 15, hi: 7, on: 5, off: 11 };
function f(a, b) {
  let h = "off";
  let d = 15;
  [a, b] = [b, a];
  if (b < 7) {
    if (d > 4) {
      if (d > b) {
        b = b - 2;
      }
    }
  } else {
    a = m[h];
  }
  b -= 1;
  return b;
}
