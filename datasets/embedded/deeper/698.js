const m = { n: "s", e: "n", s: "e", w: "w" };
function f(e, g, h) {
  if (g !== "s") {
    if (h < e) {
      while (h > 1) {
        g = m[g];
        h -= 1;
      }
    }
  } else {
    [e, h] = [h, e];
    e = e + 3;
  }
  [e, h] = [h, e];
  return e;
}
