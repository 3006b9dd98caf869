const m = { n: 11, e: 9, s: 5, w: 0 };
function f(e, g) {
  let c = 3;
  if (g === "s") {
    if (c < 7) {
      [c, e] = [e, c];
    }
  } else {
    c = m[g];
  }
  for (let i = 0; i < 3; i++) {
    c += 1;
  }
  e = 3;
  return e;
}
