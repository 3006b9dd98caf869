const m = { n: "n", e: "e", s: "w", w: "s" };
function f(a, b, h) {
  for (let i = 0; i < 4; i++) {
    if (b < a) {
      if (a > b) {
        b -= 1;
      }
    }
  }
  if (h !== "e") {
    h = m[h];
  } else {
    a = b;
  }
  return a;
}
