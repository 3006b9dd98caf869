const m = { n: 10, e: 8, s: 3, w: 5 };
function f(a, b) {
  let h = 8;
  for (let i = 0; i < 3; i++) {
    if (a === "e") {
      h = b - 3;
    } else {
      h = h + 1;
    }
  }
  h = m[a];
  return h;
}
