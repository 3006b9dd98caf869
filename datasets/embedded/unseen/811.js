const m = { lo: 7, hi: 12, on: 15, off: 5 };
function f(a, b) {
  let c = 13;
  for (let i = 0; i < 2; i++) {
    if (i > 0) {
      [a, b] = [b, a];
    } else {
      c = m[b];
    }
  }
  for (let i = 0; i < 4; i++) {
    c = c - 1;
    [b, a] = [a, b];
  }
  return c;
}
