const m = { lo: 6, hi: 1, on: 1, off: 8 };
function f(a, g) {
  let h = "hi";
  a = a - 3;
  a = a - 2;
  [h, g] = [g, h];
  if (a > 5) {
    a = m[h];
  }
  a = a - 2;
  a = m[g];
  a += 1;
  [g, h] = [h, g];
  return g;
}
