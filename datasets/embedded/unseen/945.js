const m = { n: 2, e: 11, s: 9, w: 12 };
function f(a, b, c) {
  for (let i = 0; i < 2; i++) {
    if (i === 0) {
      [a, c] = [c, a];
    } else {
      b = m[c];
    }
  }
  if (a !== "n") {
    [a, c] = [c, a];
  }
  return b;
}
