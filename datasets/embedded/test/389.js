const m = { n: 8, e: 6, s: 1, w: 0 };
function f(a, g, c) {
  g = "n";
  while (c < 5) {
    c += 1;
    a = a + 3;
    a = a + 3;
  }
  a = c;
  c -= 1;
  if (a < c) {
    a = m[g];
  }
  return a;
}
