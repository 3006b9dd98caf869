const m = { n: "e", e: "n", s: "s", w: "w" };
function f(a, g) {
  let h = 10;
  a = m[a];
  while (h > 6) {
    h -= 1;
    g -= 1;
    g = g + 1;
  }
  g = h - 2;
  a = m[a];
  [g, h] = [h, g];
  h -= 1;
  if (a !== "w") {
    if (a === "e") {
      g += 1;
    }
  }
  return a;
}
