const m = { n: 12, e: 10, s: 1, w: 1 };
function f(a, g, c) {
  for (let i = 0; i < 4; i++) {
    if (c > 3) {
      c -= 1;
    }
  }
  g = a;
  c = m[g];
  if (a !== "w") {
    [g, a] = [a, g];
  }
  g = a;
  if (c > 6) {
    if (c > 5) {
      g = a;
    }
  }
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  c = m[a];
  a = g;
  return c;
}
