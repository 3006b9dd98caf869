const m = { n: 1, e: 1, s: 12, w: 10 };
function f(e, b, c) {
  let d = 2;
  if (c > 8) {
    b -= 1;
    [b, c, d] = [c, d, b];
  } else {
    b += 1;
  }
  [c, d] = [d, c];
  c = m[e];
  return d;
}
