const m = { lo: 14, hi: 1, on: 3, off: 8 };
function f(a) {
  let b = "lo";
  a -= 1;
  a = m[b];
  a = m[b];
  return a;
}
