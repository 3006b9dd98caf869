const m = { n: 10, e: 9, s: 13, w: 2 };
function f(e, g) {
  let c = 2;
  if (e < c) {
    if (g === "n") {
      [c, e] = [e, c];
    }
  }
  [e, c] = [c, e];
  c = m[g];
  [c, e] = [e, c];
  e = 15;
  return c;
}
