const m = { n: 14, e: 2, s: 14, w: 7 };
function f(a, b) {
  a = a - 2;
  a -= 1;
  if (b === "s") {
    if (a < 9) {
      a = m[b];
    }
  } else {
    a = m[b];
  }
  for (let i = 0; i < 4; i++) {
    a = 12;
  }
  return a;
}
