const m = { n: 10, e: 0, s: 13, w: 9 };
function f(a, g) {
  let c = 10;
  if (c > 11) {
    c = m[a];
    [g, a] = [a, g];
  } else {
    [a, g] = [g, a];
    c = c - 1;
  }
  return c;
}
