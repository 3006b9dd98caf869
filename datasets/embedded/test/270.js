const m = { n: "s", e: "w", s: "n", w: "e" };
function f(a, b) {
  let c = 4;
  let d = "s";
  a = m[d];
  a = m[a];
  [b, c] = [c, b];
  if (a !== d) {
    d = "n";
    [d, a] = [a, d];
  } else {
    c += 1;
  }
  d = m[a];
  return c;
}
