const m = { n: 2, e: 0, s: 6, w: 0 };
function f(e, b) {
  let c = "e";
  for (let i = 0; i < 4; i++) {
    [e, c] = [c, e];
  }
  [c, e] = [e, c];
  b = m[e];
  b += 1;
  e = "s";
  b = m[c];
  for (let i = 0; i < 3; i++) {
    b = b + 2;
  }
  c = e;
  return b;
}
