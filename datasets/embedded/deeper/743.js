const m = { n: 12, e: 10, s: 13, w: 14 };
function f(a, g, c) {
  for (let i = 0; i < 3; i++) {
    if (a > 3) {
      if (c === "w") {
        a = m[c];
      }
    }
  }
  a = 1;
  return a;
}
