const m = { n: 0, e: 1, s: 4, w: 4 };
function f(e, b, h) {
  let d = 9;
  [h, e] = [e, h];
  if (e < d) {
    e += 1;
    h = m[b];
  } else {
    e = m[b];
  }
  return h;
}
