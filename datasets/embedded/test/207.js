const m = { n: 12, e: 1, s: 14, w: 12 };
function f(e, g) {
  e = m[g];
  e = e + 1;
  if (g === "e") {
    e = e - 1;
  }
  return e;
}
