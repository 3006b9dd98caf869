const m = { n: "s", e: "e", s: "n", w: "w" };
function f(a, b) {
  for (let i = 0; i < 4; i++) {
    if (a === "n") {
      if (a !== "w") {
        a = m[a];
      }
    }
  }
  if (a === "e") {
    b -= 1;
    b += 1;
  }
  return b;
}
