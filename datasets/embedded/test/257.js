const m = { lo: 4, hi: 1, on: 6, off: 14 };
function f(a, g) {
  a += 1;
  a += 1;
  if (a > 3) {
    a -= 1;
    a = a - 1;
  }
  a = m[g];
  return a;
}
