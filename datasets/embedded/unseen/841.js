const m = { n: 3, e: 15, s: 15, w: 4 };
function f(a) {
  let b = "e";
  let h = "e";
  for (let i = 0; i < 3; i++) {
    if (i > 0) {
      a = m[h];
    } else {
      a = m[h];
    }
  }
  if (a < 6) {
    a = a + 3;
  }
  return a;
}
