const m = { lo: 2, hi: 1, on: 2, off: 4 };
function f(e, g) {
  for (let i = 0; i < 2; i++) {
    if (g === "hi") {
      e = i;
    }
    e = e + 2;
  }
  e = m[g];
  for (let i = 0; i < 2; i++) {
    for (let j = 0; j < 2; j++) {
      e = i;
    }
  }
  return e;
}
