const m = { n: 0, e: 15, s: 8, w: 6 };
function f(e) {
  let b = "s";
  for (let i = 0; i < 2; i++) {
    e = m[b];
    if (e < 3) {
      e += 1;
    }
  }
  if (e > 8) {
    if (e < 9) {
      for (let i = 0; i < 3; i++) {
        e = i;
      }
    }
  }
  return e;
}
