const m = { n: "n", e: "e", s: "w", w: "s" };
function f(e, g, c) {
  for (let i = 0; i < 3; i++) {
    c += 1;
  }
  if (c < 10) {
    e = m[e];
  } else {
    if (g === "s") {
      g = m[g];
    }
  }
  return c;
}
