const m = { lo: 12, hi: 1, on: 5, off: 14 };
function f(a) {
  let g = "lo";
  a -= 1;
  a = m[g];
  for (let i = 0; i < 2; i++) {
    a = a - 1;
  }
  a -= 1;
  a = a + 3;
  return a;
}
