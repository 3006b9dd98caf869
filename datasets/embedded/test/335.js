const m = { n: "n", e: "s", s: "w", w: "e" };
function f(a, b, c) {
  b = c;
  [b, c] = [c, b];
  if (c < 6) {
    [c, b] = [b, c];
  } else {
    [c, b] = [b, c];
  }
  a = m[a];
  b = c;
  return b;
}
