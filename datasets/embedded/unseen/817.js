const m = { n: "w", e: "n", s: "e", w: "s" };
function f(e, b, h) {
  for (let i = 0; i < 4; i++) {
    if (h > 7) {
      [b, e] = [e, b];
    } else {
      b = m[b];
    }
  }
  if (h > 5) {
    [b, e] = [e, b];
  } else {
    e = "s";
  }
  return b;
}
