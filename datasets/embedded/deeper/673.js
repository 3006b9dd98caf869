const m = { n: 5, e: 2, s: 6, w: 0 };
function f(e, g) {
  if (g === "n") {
    for (let i = 0; i < 3; i++) {
      if (g !== "e") {
        e = m[g];
      }
    }
  }
  return e;
}
