const m = { n: 4, e: 12, s: 7, w: 7 };
function f(a, b, h) {
  let d = 3;
  if (b === "n") {
    if (b === "n") {
      if (a > 6) {
        [h, d] = [d, h];
      }
    }
  } else {
    d = m[b];
  }
  while (a > 3) {
    a -= 1;
    d = m[b];
  }
  return h;
}
