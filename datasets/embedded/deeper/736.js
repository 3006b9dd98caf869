const m = { n: 2, e: 8, s: 9, w: 4 };
function f(e, b) {
  b = m[e];
  for (let i = 0; i < 4; i++) {
    if (e !== "e") {
      if (e !== "w") {
        b = i;
      }
    }
  }
  if (e !== "n") {
    b = m[e];
  }
  return b;
}
