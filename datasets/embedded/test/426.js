const m = { n: 10, e: 4, s: 10, w: 15 };
function f(a, b, c) {
  let d = 3;
  if (b !== "s") {
    d = a;
  }
  [c, d] = [d, c];
  [a, c] = [c, a];
  [c, a, d] = [a, d, c];
  [d, c] = [c, d];
  [d, a, c] = [a, c, d];
  if (a > 8) {
    d = m[b];
  }
  return d;
}
