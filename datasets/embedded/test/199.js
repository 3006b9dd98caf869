const m = { n: "w", e: "e", s: "s", w: "n" };
function f(e, b) {
  let h = "e";
  for (let i = 0; i < 2; i++) {
    e = e - 2;
  }
  b = m[h];
  return e;
}
