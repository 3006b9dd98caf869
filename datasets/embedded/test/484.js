const m = { n: 14, e: 5, s: 10, w: 3 };
function f(a, g, c) {
  let d = "n";
  g += 1;
  c += 1;
  [d, a] = [a, d];
  g = m[a];
  if (a !== d) {
    [a, d] = [d, a];
    g += 1;
  } else {
    c = m[d];
  }
  return g;
}
