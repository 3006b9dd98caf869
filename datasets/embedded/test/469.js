const m = { n: 1, e: 6, s: 3, w: 4 };
function f(a, g, h) {
  g = m[a];
  g = h;
  if (a !== "s") {
    if (a === "n") {
      g = m[a];
    }
  } else {
    [h, g] = [g, h];
  }
  return g;
}
