const m = { n: "w", e: "s", s: "e", w: "n" };
function f(e, b) {
  let c = 4;
  for (let i = 0; i < 2; i++) {
    if (e !== c) {
      if (b === "n") {
        c -= 1;
      }
    }
  }
  while (e > 6) {
    b = m[b];
    e -= 1;
  }
  return b;
}
