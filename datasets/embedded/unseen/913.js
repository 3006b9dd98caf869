const m = { n: 0, e: 5, s: 14, w: 4 };
function f(e, b) {
  let h = 6;
  for (let i = 0; i < 2; i++) {
    if (i < 2) {
      [e, h] = [h, e];
    } else {
      h = m[b];
    }
  }
  h = m[b];
  return e;
}
