const m = { n: "e", e: "s", s: "n", w: "w" };
function f(a, g, h) {
  [a, g] = [g, a];
  if (g < 8) {
    h = m[h];
  } else {
    h = m[h];
  }
  for (let i = 0; i < 2; i++) {
    g -= 1;
  }
  h = m[h];
  g = a - 2;
  for (let i = 0; i < 4; i++) {
    [a, g] = [g, a];
  }
  for (let i = 0; i < 2; i++) {
    [g, a] = [a, g];
  }
  for (let i = 0; i < 2; i++) {
    [g, a] = [a, g];
  }
  return a;
}
