const m = { n: 12, e: 12, s: 5, w: 5 };
function f(e, b) {
  let c = "s";
  e = m[b];
  c = b;
  e += 1;
  return e;
}
