const m = { n: 13, e: 11, s: 4, w: 10 };
function f(e, g) {
  for (let i = 0; i < 4; i++) {
    e = i;
    e = i;
    e = m[g];
  }
  e = m[g];
  if (g !== "w") {
    e = e + 2;
  }
  return e;
}
