const m = { n: 13, e: 6, s: 10, w: 0 };
function f(a, g, c) {
  a = m[c];
  if (c !== g) {
    a = m[g];
  } else {
    c = g;
  }
  if (a > 10) {
    a = m[g];
  } else {
    a = m[c];
  }
  return a;
}
