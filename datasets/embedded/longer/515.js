const m = { n: "e", e: "n", s: "w", w: "s" };
function f(a, g) {
  let h = 4;
  if (h > g) {
    h = g;
  }
  if (a !== "e") {
    g = 11;
  } else {
    g = h;
    a = m[a];
  }
  for (let i = 0; i < 4; i++) {
    [h, g] = [g, h];
  }
  for (let i = 0; i < 3; i++) {
    if (h !== g) {
      h += 1;
    }
  }
  h = g;
  return g;
}
