const m = { n: 8, e: 10, s: 7, w: 1 };
function f(e, g, h) {
  let d = 15;
  if (h !== "w") {
    g -= 1;
  } else {
    d = g + 2;
  }
  if (e !== "e") {
    g = m[h];
    d -= 1;
  }
  return g;
}
