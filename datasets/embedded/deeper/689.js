const m = { n: 7, e: 12, s: 5, w: 5 };
function f(a, b) {
  let h = "e";
  if (b > 8) {
    for (let i = 0; i < 2; i++) {
      while (a > 6) {
        a -= 1;
        b = i;
      }
    }
  }
  h = "e";
  b = m[h];
  return b;
}
