const m = { n: 12, e: 3, s: 3, w: 2 };
function f(a, b) {
  let c = "w";
  [c, a] = [a, c];
  [a, c] = [c, a];
  b = m[c];
  b = m[a];
  b += 1;
  b = m[a];
  return a;
}
