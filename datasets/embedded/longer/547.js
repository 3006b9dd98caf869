const m = { n: 12, e: 11, s: 8, w: 3 };
function f(e, g) {
  let h = 13;
  e = g;
  h = h - 1;
  for (let i = 0; i < 4; i++) {
    h = m[g];
    if (h < 10) {
      [g, e] = [e, g];
    }
  }
  [g, e] = [e, g];
  if (e === g) {
    for (let i = 0; i < 4; i++) {
      g = e;
    }
  } else {
    h = h + 2;
  }
  return h;
}
