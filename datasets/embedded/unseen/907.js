const m = { n: "e", e: "n", s: "s", w: "w" };
function f(e, b) {
  let c = "w";
  for (let i = 0; i < 3; i++) {
    if (b !== "e") {
      c = m[c];
    } else {
      b = m[b];
    }
  }
  e = e + 2;
  return e;
}
