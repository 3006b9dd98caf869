const m = { n: "s", e: "e", s: "w", w: "n" };
function f(a, g) {
  let c = 1;
  for (let i = 0; i < 2; i++) {
    g = m[g];
    [c, a] = [a, c];
    [a, c] = [c, a];
  }
  [c, a] = [a, c];
  for (let i = 0; i < 4; i++) {
    c = a - 1;
    c += 1;
  }
  for (let i = 0; i < 3; i++) {
    c = a;
  }
  return c;
}
