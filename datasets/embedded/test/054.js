const m = { n: 4, e: 13, s: 1, w: 0 };
function f(a, g) {
  g += 1;
  if (a === "e") {
    g = m[a];
    g = m[a];
  }
  for (let i = 0; i < 2; i++) {
    g = i;
  }
  return g;
}
